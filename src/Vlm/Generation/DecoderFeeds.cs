using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>Feeds the steps of one generation: tokens, the encoder's states of every row, and whatever else the files ask for. One thread.</summary>
internal sealed class DecoderFeeds : IDisposable
{
    private readonly DecoderSession _decoder;
    private readonly EncoderStates _all;
    private readonly SessionInput[] _inputs;
    private readonly DecoderSwitches _switches = new();
    private readonly StepTensor<long> _tokens = new();
    private readonly StepTensor<long> _positions = new();
    private readonly List<TensorBuffer> _ofStep = [];
    private int[] _textOfRow;
    private EncoderStates _states;
    private TensorBuffer<long>? _statesMask;

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
        TensorBuffer<long> tokens = _tokens.Of(Rows, length);
        ids.CopyTo(tokens.Span);
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
            _inputs[count++] = new SessionInput(asked.Positions, Positions(pastLength, length));
        }

        if (asked.Keep is not null)
        {
            _inputs[count++] = new SessionInput(asked.Keep, _switches.Keep);
        }

        if (asked.Branch is not null)
        {
            _inputs[count++] = new SessionInput(asked.Branch, _switches.Branch(pastLength > 0));
        }

        return _inputs.AsSpan(0, count);
    }

    /// <summary>Makes row i what row <paramref name="rows"/>[i] was.</summary>
    /// <returns>Whether every row keeps its text.</returns>
    public bool Reorder(ReadOnlySpan<int> rows)
    {
        int[] texts = RowOrder.Pick<int>(_textOfRow, rows);
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
        DecoderFeeds fork = new(_decoder, _all, RowOrder.Pick<int>(_textOfRow, rows));
        fork.Gather();
        return fork;
    }

    public void Dispose()
    {
        Release();
        _switches.Dispose();
        _tokens.Dispose();
        _positions.Dispose();
        Drop();
    }

    private void Gather()
    {
        TensorBuffer<float> gathered = RowOrder.Gather(_all.Tensor, _textOfRow);
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

    private TensorBuffer<long> Positions(int pastLength, int length)
    {
        TensorBuffer<long> positions = _positions.Of(Rows, length);
        Span<long> to = positions.Span;
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = pastLength + (i % length);
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
