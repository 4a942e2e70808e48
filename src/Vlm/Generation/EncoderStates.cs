namespace Vlm.Generation;

/// <summary>What an encoder gave for a batch: N states for each row, the first of which are real; behind them stands padding.</summary>
internal sealed class EncoderStates : IDisposable
{
    /// <summary>Takes ownership of the tensor.</summary>
    /// <param name="states">[B,N,D].</param>
    /// <param name="lengths">Per row, how many of the states are real; null for all.</param>
    public EncoderStates(TensorBuffer<float> states, IReadOnlyList<int>? lengths = null)
    {
        if (states.Shape.Length != 3 || (lengths is not null && lengths.Count != states.Shape[0]))
        {
            throw new TensorShapeException("the encoder's states", $"[{lengths?.Count.ToString() ?? "B"},N,D]", states.ToString());
        }

        Tensor = states;
        Lengths = lengths?.All(length => length == states.Shape[1]) == true ? null : lengths;
    }

    /// <summary>[B,N,D].</summary>
    public TensorBuffer<float> Tensor { get; }

    /// <summary>Per row, how many states are real; null where all are.</summary>
    public IReadOnlyList<int>? Lengths { get; }

    /// <summary>The rows of pictures, [ΣN,D], as states: without a copy where every picture has as many. The caller keeps the rows.</summary>
    /// <param name="rows">The rows of all pictures.</param>
    /// <param name="counts">Per picture, how many of the rows are its own.</param>
    public static EncoderStates Of(TensorBuffer<float> rows, IReadOnlyList<int> counts)
    {
        int longest = counts.Count == 0 ? 0 : counts.Max();
        long width = rows.Shape[1];
        if (counts.All(count => count == longest))
        {
            return new EncoderStates(new TensorBuffer<float>(rows.Memory, [counts.Count, longest, width]));
        }

        TensorBuffer<float> states = TensorBuffer.Rent<float>(counts.Count, longest, width);
        ReadOnlySpan<float> from = rows.Span;
        for (int i = 0; i < counts.Count; i++)
        {
            int length = (int)(counts[i] * width);
            from[..length].CopyTo(states.Row(i));
            states.Row(i)[length..].Clear();
            from = from[length..];
        }

        return new EncoderStates(states, counts);
    }

    public void Dispose() => Tensor.Dispose();
}
