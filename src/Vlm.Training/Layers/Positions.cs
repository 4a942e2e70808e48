namespace Vlm.Training;

/// <summary>The numbers of places along an axis whose size a batch gives.</summary>
internal static class Positions
{
    /// <summary>The size of an axis: a number of the graph.</summary>
    public static GraphValue Count(GraphValue like, int axis)
    {
        TrainingGraph graph = like.Graph;
        return like.ShapeValue().Gather(graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [GraphShape.Axis(axis, like.Rank)])));
    }

    /// <summary>0, 1, … size − 1.</summary>
    public static GraphValue Of(GraphValue like, int axis)
    {
        TrainingGraph graph = like.Graph;
        if (like.Shape[GraphShape.Axis(axis, like.Rank)] is { IsKnown: true } size)
        {
            return graph.Constant(GraphTensor.Longs([.. Enumerable.Range(0, (int)size.Size).Select(i => (long)i)]));
        }

        return graph.Node("Range", graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [0])), Count(like, axis), graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [1])));
    }
}
