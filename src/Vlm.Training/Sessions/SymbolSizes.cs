namespace Vlm.Training;

/// <summary>The sizes that a batch gives to the names in a graph's shapes.</summary>
internal static class SymbolSizes
{
    public static Dictionary<string, long> Of(IEnumerable<GraphValue> inputs, IReadOnlyDictionary<string, TensorBuffer> tensors)
    {
        Dictionary<string, long> sizes = new(StringComparer.Ordinal);
        foreach (GraphValue input in inputs)
        {
            ReadOnlySpan<long> shape = tensors[input.Name].Shape;
            for (int i = 0; i < Math.Min(shape.Length, input.Rank); i++)
            {
                if (input.Shape[i] is { IsKnown: false, Factor: 1, Symbols: [string symbol] } && !sizes.TryAdd(symbol, shape[i]) && sizes[symbol] != shape[i])
                {
                    throw new TensorShapeException($"input '{input.Name}'", $"{symbol} = {sizes[symbol]} as in the inputs before", TensorBuffer.FormatShape(shape), "Feed inputs of one batch.");
                }
            }
        }

        return sizes;
    }

    /// <summary>A shape of a batch.</summary>
    public static long[] Resolve(GraphValue value, IReadOnlyDictionary<string, long> sizes) =>
        [.. value.Shape.Select(size => size.Resolve(sizes) ?? throw new GraphException($"The size '{size}' of '{value.Name}' does not follow from the inputs' shapes."))];
}
