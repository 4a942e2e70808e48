namespace Vlm.Training;

/// <summary>Shapes of operators that work element by element.</summary>
internal static class ElementwiseShapes
{
    public static InferredValue[] Unary(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        return [new InferredValue(input.ElementType, input.HasShape ? [.. input.Shape] : null, node.Operator == "Identity" ? input.Contents : null)];
    }

    public static InferredValue[] Binary(TrainingGraph graph, GraphNode node)
    {
        Dimension[]? shape = Common(node, node.Inputs);
        return [new InferredValue(node.Input(0).ElementType, shape, shape is { Length: <= 1 } && node.Inputs.Count == 2 ? ShapeContents.Combine(node) : null)];
    }

    public static InferredValue[] Comparison(TrainingGraph graph, GraphNode node) =>
        [new InferredValue(TensorElementType.Boolean, Common(node, node.Inputs), node.Operator == "Equal" ? ShapeContents.Equal(node) : null)];

    public static InferredValue[] Where(TrainingGraph graph, GraphNode node) =>
        [new InferredValue(node.Input(1).ElementType, Common(node, node.Inputs), ShapeContents.Where(node))];

    public static InferredValue[] Cast(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        TensorElementType type = OnnxTypes.FromNumber(node.Attributes.Long("to", 0))
            ?? throw ShapeRules.Mismatch(node, $"there is no element type {node.Attributes.Long("to", 0)} here.");
        return [new InferredValue(type, input.HasShape ? [.. input.Shape] : null, input.Contents)];
    }

    public static InferredValue[] Dequantize(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        return [new InferredValue(node.Input(1).ElementType, input.HasShape ? [.. input.Shape] : null)];
    }

    private static Dimension[]? Common(GraphNode node, IEnumerable<GraphValue?> inputs)
    {
        Dimension[] shape = [];
        foreach (GraphValue? input in inputs)
        {
            if (input is not { HasShape: true })
            {
                return null;
            }

            shape = GraphShape.Broadcast(shape, input.Shape) ?? throw ShapeRules.Mismatch(node, "the shapes cannot be broadcast to each other.");
        }

        return shape;
    }
}
