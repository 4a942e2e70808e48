using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>One generation over a decoder file: its cache, and the picture's rows that it looks at.</summary>
internal sealed class SessionDecoderSteps : IDecoderSteps
{
    private readonly DecoderSession _decoder;
    private readonly KeyValueCache _cache;
    private readonly TensorBuffer<float> _pictures;
    private readonly long[] _statesShape;
    private readonly SessionInput[] _inputs;
    private TensorBuffer<float> _states;
    private TensorBuffer<float>? _logits;
    private int[] _pictureOfRow;
    private bool _started;

    /// <param name="decoder">The file.</param>
    /// <param name="pictures">The rows of all pictures, [B*N,D]; the caller keeps them.</param>
    /// <param name="batch">The number of pictures, B; each begins as one row.</param>
    public SessionDecoderSteps(DecoderSession decoder, TensorBuffer<float> pictures, int batch)
    {
        _decoder = decoder;
        _cache = new KeyValueCache(decoder.Cache, batch);
        _pictures = _states = pictures;
        _statesShape = [batch, pictures.Shape[0] / Math.Max(1, batch), pictures.Shape[1]];
        _inputs = new SessionInput[decoder.UsesBranch ? 3 : 2];
        _pictureOfRow = [.. Enumerable.Range(0, batch)];
    }

    public int Rows => _pictureOfRow.Length;

    public int VocabularySize => _decoder.VocabularySize;

    public void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken)
    {
        using TensorBuffer<long> tokens = TensorBuffer.Rent<long>(Rows, ids.Length / Rows);
        using TensorBuffer<bool>? branch = _decoder.UsesBranch ? TensorBuffer.Rent<bool>(1) : null;
        ids.CopyTo(tokens.Span);
        _inputs[0] = new SessionInput(DecoderSession.IdsName, tokens);
        _inputs[1] = new SessionInput(_decoder.States.Name, _states, _statesShape);
        if (branch is not null)
        {
            branch.Span[0] = _started;
            _inputs[2] = new SessionInput(DecoderSession.BranchName, branch);
        }

        _logits?.Dispose();
        _logits = null;
        _logits = (TensorBuffer<float>)_decoder.Session.Step(_inputs, _decoder.Logits.Name, _cache, cancellationToken);
        _started = true;
    }

    public Span<float> Logits(int row) => _logits!.Row(row)[^VocabularySize..];

    public void Reorder(ReadOnlySpan<int> rows)
    {
        if (IsIdentity(rows))
        {
            return;
        }

        int[] pictures = new int[rows.Length];
        for (int i = 0; i < pictures.Length; i++)
        {
            pictures[i] = _pictureOfRow[rows[i]];
        }

        bool same = pictures.AsSpan().SequenceEqual(_pictureOfRow);
        _cache.Reorder(rows, same);
        _pictureOfRow = pictures;
        if (!same)
        {
            GatherStates(pictures);
        }
    }

    public void Dispose()
    {
        _logits?.Dispose();
        _cache.Dispose();
        if (_states != _pictures)
        {
            _states.Dispose();
        }
    }

    private void GatherStates(int[] pictures)
    {
        int stride = (int)(_statesShape[1] * _statesShape[2]);
        TensorBuffer<float> gathered = TensorBuffer.Rent<float>(pictures.Length * _statesShape[1], _statesShape[2]);
        for (int i = 0; i < pictures.Length; i++)
        {
            _pictures.Span.Slice(pictures[i] * stride, stride).CopyTo(gathered.Span[(i * stride)..]);
        }

        if (_states != _pictures)
        {
            _states.Dispose();
        }

        _states = gathered;
        _statesShape[0] = pictures.Length;
    }

    private bool IsIdentity(ReadOnlySpan<int> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] != i)
            {
                return false;
            }
        }

        return rows.Length == Rows;
    }
}
