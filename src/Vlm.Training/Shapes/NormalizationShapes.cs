namespace Vlm.Training;

/// <summary>Shapes of layer normalization and of its statistics.</summary>
internal static class NormalizationShapes
{
    public static InferredValue[] Layer(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        int axis = GraphShape.Axis(node.Attributes.Long("axis", -1), input.Rank);
        Dimension[] statistics = [.. input.Shape.Select((size, i) => i < axis ? size : 1)];
        return [new InferredValue(input.ElementType, [.. input.Shape]), new InferredValue(TensorElementType.Float32, statistics), new InferredValue(TensorElementType.Float32, statistics)];
    }
}
