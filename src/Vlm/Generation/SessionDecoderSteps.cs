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
    private readonly int[][] _prompts;
    private TensorBuffer<float> _states;
    private TensorBuffer<float>? _logits;
    private int[] _pictureOfRow;
    private bool _started;

    /// <param name="decoder">The file.</param>
    /// <param name="pictures">The rows of all pictures, [B*N,D]; the caller keeps them.</param>
    /// <param name="prompts">For each of the B pictures the ids that its text begins with, as many for one as for another; each picture begins as one row.</param>
    public SessionDecoderSteps(DecoderSession decoder, TensorBuffer<float> pictures, params int[][] prompts)
    {
        int batch = prompts.Length;
        _decoder = decoder;
        _prompts = prompts;
        _cache = new KeyValueCache(decoder.Cache, batch);
        _pictures = _states = pictures;
        _statesShape = [batch, pictures.Shape[0] / Math.Max(1, batch), pictures.Shape[1]];
        _inputs = new SessionInput[decoder.UsesBranch ? 3 : 2];
        _pictureOfRow = [.. Enumerable.Range(0, batch)];
    }

    private SessionDecoderSteps(SessionDecoderSteps source, ReadOnlySpan<int> rows)
    {
        _decoder = source._decoder;
        _prompts = source._prompts;
        _cache = source._cache.Fork(rows);
        _pictures = _states = source._pictures;
        _statesShape = [source._pictureOfRow.Length, source._statesShape[1], source._statesShape[2]];
        _inputs = new SessionInput[source._inputs.Length];
        _pictureOfRow = Pick(source._pictureOfRow, rows);
        _started = source._started;
        GatherStates(_pictureOfRow);
    }

    public int Rows => _pictureOfRow.Length;

    public int VocabularySize => _decoder.VocabularySize;

    public ReadOnlySpan<int> Prompt(int row) => _prompts[row];

    public void Start(CancellationToken cancellationToken)
    {
        int length = _prompts[0].Length;
        long[] ids = new long[_prompts.Length * length];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = _prompts[i / length][i % length];
        }

        Step(ids, cancellationToken);
    }

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

        int[] pictures = Pick(_pictureOfRow, rows);
        bool same = pictures.AsSpan().SequenceEqual(_pictureOfRow);
        _cache.Reorder(rows, same);
        _pictureOfRow = pictures;
        if (!same)
        {
            GatherStates(pictures);
        }
    }

    public IDecoderSteps Fork(ReadOnlySpan<int> rows) => new SessionDecoderSteps(this, rows);

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

    private static int[] Pick(int[] pictureOfRow, ReadOnlySpan<int> rows)
    {
        int[] pictures = new int[rows.Length];
        for (int i = 0; i < pictures.Length; i++)
        {
            pictures[i] = pictureOfRow[rows[i]];
        }

        return pictures;
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
