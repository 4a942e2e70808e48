namespace Vlm.Training;

/// <summary>What the gradients of reductions share: the reduced axes put back.</summary>
internal static class ReducedAxes
{
    /// <summary>The axes that a node reduces, counted from the front.</summary>
    public static int[] Of(GradientContext node) =>
        Array.ConvertAll(ReductionShapes.Axes(node.Node) ?? throw node.Unsupported("its axes must be constants."), axis => (int)axis);

    /// <summary>A value of the result's shape with the reduced axes back as axes of size 1.</summary>
    public static GraphValue Keep(GradientContext node, GraphValue value)
    {
        int[] axes = Of(node);
        return node.Node.Attributes.Long("keepdims", 1) != 0 || axes.Length == 0 ? value : value.Unsqueeze(axes);
    }

    /// <summary>A value of the result's shape, repeated to the input's.</summary>
    public static GraphValue Repeat(GradientContext node, GraphValue value)
    {
        GraphValue input = node.Input(0), kept = Keep(node, value);
        return GraphShape.IsKnown(input.Shape) ? kept.Expand(GraphShape.Sizes(input.Shape)) : node.Graph.Node("Expand", kept, input.ShapeValue());
    }

    /// <summary>How many elements go into one of the result.</summary>
    public static GraphValue Count(GradientContext node)
    {
        GraphValue input = node.Input(0);
        Dimension[] sizes = [.. Of(node).Select(axis => input.Shape[axis])];
        if (GraphShape.IsKnown(sizes))
        {
            return node.Graph.Constant(GraphShape.Product(sizes).Size);
        }

        GraphValue picked = input.ShapeValue().Gather(node.Graph.Constant(GraphTensor.Longs(Array.ConvertAll(Of(node), axis => (long)axis))));
        return node.Graph.Node("ReduceProd", NodeAttributes.Of("keepdims", 0L), picked).Cast(TensorElementType.Float32);
    }
}
