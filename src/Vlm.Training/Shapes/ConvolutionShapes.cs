namespace Vlm.Training;

/// <summary>Shapes of convolutions and pooling over any number of spatial dimensions.</summary>
internal static class ConvolutionShapes
{
    public static InferredValue[] Conv(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0), weight = node.Input(1);
        if (!input.HasShape || !weight.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        ConvolutionWindow window = ConvolutionWindow.OfConv(node);
        return [new InferredValue(input.ElementType, [input.Shape[0], weight.Shape[0], .. Spatial(graph, node, window)])];
    }

    public static InferredValue[] ConvTranspose(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0), weight = node.Input(1);
        if (!input.HasShape || !weight.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        ConvolutionWindow window = ConvolutionWindow.OfConv(node);
        long[] extra = node.Attributes.Longs("output_padding") ?? new long[window.Kernel.Length];
        IEnumerable<Dimension> spatial = window.Kernel.Select((_, i) => input.Shape[i + 2].IsKnown
            ? (window.Strides[i] * (input.Shape[i + 2].Size - 1)) + extra[i] + window.Reach(i) - window.Padding(i)
            : graph.UnknownDimension());
        return [new InferredValue(input.ElementType, [input.Shape[0], weight.Shape[1] * node.Attributes.Long("group", 1), .. spatial])];
    }

    public static InferredValue[] Pool(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        Dimension[] shape = [input.Shape[0], input.Shape[1], .. Spatial(graph, node, ConvolutionWindow.OfPool(node))];
        return [new InferredValue(input.ElementType, shape), new InferredValue(TensorElementType.Int64, shape)];
    }

    public static InferredValue[] Global(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        return [new InferredValue(input.ElementType, input.HasShape ? [.. input.Shape.Select((size, i) => i < 2 ? size : 1)] : null)];
    }

    private static IEnumerable<Dimension> Spatial(TrainingGraph graph, GraphNode node, ConvolutionWindow window) =>
        window.Kernel.Select((_, i) => node.Input(0).Shape[i + 2] is { IsKnown: true } size ? window.Outputs(i, size.Size) : graph.UnknownDimension());
}
