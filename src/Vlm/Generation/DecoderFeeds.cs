using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>Feeds the steps of one generation: tokens, the encoder's states of every row, and whatever else the files ask for. One thread.</summary>
internal sealed class DecoderFeeds : IDisposable
{
    private readonly DecoderSession _decoder;
    private readonly EncoderStates _all;
    private readonly SessionInput[] _inputs;
    private readonly List<TensorBuffer> _ofStep = [];
    private int[] _textOfRow;
    private EncoderStates _states;
    private TensorBuffer<long>? _statesMask;
    private TensorBuffer<long>? _tokens;

    /// <param name="decoder">The files.</param>
    /// <param name="states">The states of every text; the caller keeps them.</param>
    public DecoderFeeds(DecoderSession decoder, EncoderStates states)
        : this(decoder, states, [.. Enumerable.Range(0, (int)states.Tensor.Shape[0])])
    {
    }

    private DecoderFeeds(DecoderSession decoder, EncoderStates all, int[] textOfRow)
    {
        _decoder = decoder;
        _all = _states = all;
        _textOfRow = textOfRow;
        _inputs = new SessionInput[Math.Max((decoder.First ?? decoder.Session).Inputs.Count, decoder.Session.Inputs.Count)];
    }

    public int Rows => _textOfRow.Length;

    /// <summary>The inputs of the next step, the cache left out. Valid until the next call.</summary>
    /// <param name="ids">[Rows,T].</param>
    /// <param name="pastLength">How many tokens each row has read.</param>
    /// <param name="cancellationToken">Stops the embedding of the tokens.</param>
    public ReadOnlySpan<SessionInput> Next(ReadOnlySpan<long> ids, int pastLength, CancellationToken cancellationToken)
    {
        Release();
        DecoderInputs asked = pastLength == 0 ? _decoder.Initial : _decoder.Later;
        int length = ids.Length / Rows, count = 0;
        TensorBuffer<long> tokens = Tokens(ids, length);
        _inputs[count++] = new SessionInput(asked.Tokens.Name, asked.Embedded ? OfStep(_decoder.Embedding!.Embed(tokens, cancellationToken)) : tokens);
        if (asked.States is not null)
        {
            _inputs[count++] = new SessionInput(asked.States.Name, _states.Tensor);
        }

        if (asked.StatesMask is not null)
        {
            _inputs[count++] = new SessionInput(asked.StatesMask, _statesMask ??= MaskOf(_states));
        }

        if (asked.Mask is not null)
        {
            TensorBuffer<long> mask = OfStep(TensorBuffer.Rent<long>(Rows, pastLength + length));
            mask.Span.Fill(1);
            _inputs[count++] = new SessionInput(asked.Mask, mask);
        }

        if (asked.Positions is not null)
        {
            _inputs[count++] = new SessionInput(asked.Positions, OfStep(Positions(pastLength, length)));
        }

        if (asked.Keep is not null)
        {
            TensorBuffer<long> keep = OfStep(TensorBuffer.Rent<long>());
            keep.Span[0] = 1;
            _inputs[count++] = new SessionInput(asked.Keep, keep);
        }

        if (asked.Branch is not null)
        {
            TensorBuffer<bool> branch = OfStep(TensorBuffer.Rent<bool>(1));
            branch.Span[0] = pastLength > 0;
            _inputs[count++] = new SessionInput(asked.Branch, branch);
        }

        return _inputs.AsSpan(0, count);
    }

    /// <summary>Makes row i what row <paramref name="rows"/>[i] was.</summary>
    /// <returns>Whether every row keeps its text.</returns>
    public bool Reorder(ReadOnlySpan<int> rows)
    {
        int[] texts = Pick(rows);
        if (texts.AsSpan().SequenceEqual(_textOfRow))
        {
            return true;
        }

        _textOfRow = texts;
        Gather();
        return false;
    }

    /// <summary>Feeds of their own, whose row i is a copy of row <paramref name="rows"/>[i].</summary>
    public DecoderFeeds Fork(ReadOnlySpan<int> rows)
    {
        DecoderFeeds fork = new(_decoder, _all, Pick(rows));
        fork.Gather();
        return fork;
    }

    public void Dispose()
    {
        Release();
        _tokens?.Dispose();
        Drop();
    }

    private int[] Pick(ReadOnlySpan<int> rows)
    {
        int[] texts = new int[rows.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = _textOfRow[rows[i]];
        }

        return texts;
    }

    private void Gather()
    {
        TensorBuffer<float> gathered = TensorBuffer.Rent<float>(Rows, _all.Tensor.Shape[1], _all.Tensor.Shape[2]);
        for (int i = 0; i < Rows; i++)
        {
            _all.Tensor.Row(_textOfRow[i]).CopyTo(gathered.Row(i));
        }

        Drop();
        _states = new EncoderStates(gathered, _all.Lengths is { } lengths ? Array.ConvertAll(_textOfRow, text => lengths[text]) : null);
    }

    private void Drop()
    {
        _statesMask?.Dispose();
        _statesMask = null;
        if (_states != _all)
        {
            _states.Dispose();
        }
    }

    // Nearly every step reads one token a row, so that the same tensor serves.
    private TensorBuffer<long> Tokens(ReadOnlySpan<long> ids, int length)
    {
        if (_tokens is null || _tokens.Shape[0] != Rows || _tokens.Shape[1] != length)
        {
            _tokens?.Dispose();
            _tokens = TensorBuffer.Rent<long>(Rows, length);
        }

        ids.CopyTo(_tokens.Span);
        return _tokens;
    }

    private TensorBuffer<long> Positions(int pastLength, int length)
    {
        TensorBuffer<long> positions = TensorBuffer.Rent<long>(Rows, length);
        for (int i = 0; i < positions.Length; i++)
        {
            positions.Span[i] = pastLength + (i % length);
        }

        return positions;
    }

    private static TensorBuffer<long> MaskOf(EncoderStates states)
    {
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(states.Tensor.Shape[..2]);
        mask.Span.Fill(1);
        for (int row = 0; row < states.Lengths?.Count; row++)
        {
            mask.Row(row)[states.Lengths[row]..].Clear();
        }

        return mask;
    }

    private T OfStep<T>(T tensor)
        where T : TensorBuffer
    {
        _ofStep.Add(tensor);
        return tensor;
    }

    private void Release()
    {
        foreach (TensorBuffer tensor in _ofStep)
        {
            tensor.Dispose();
        }

        _ofStep.Clear();
    }
}
