namespace Vlm.Training;

/// <summary>Operators that lay the elements of a value out anew. Each adds a node to the value's graph.</summary>
public static class LayoutOperators
{
    /// <summary>The same elements in another shape.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">The sizes: 0 keeps the size that stands at the same place, −1 (once) is what is left over.</param>
    public static GraphValue Reshape(this GraphValue value, params ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Reshape", value, value.Graph.Constant(GraphTensor.Longs(shape)));
    }

    /// <summary>The axes in another order.</summary>
    /// <param name="value">The value.</param>
    /// <param name="perm">For each axis of the result, the axis of the value.</param>
    public static GraphValue Transpose(this GraphValue value, params ReadOnlySpan<int> perm)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Transpose", NodeAttributes.Of("perm", Array.ConvertAll(perm.ToArray(), axis => (long)axis)), value);
    }

    /// <summary>Axes of size 1 put in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">Where they stand in the result.</param>
    public static GraphValue Unsqueeze(this GraphValue value, params ReadOnlySpan<int> axes) => WithAxes("Unsqueeze", value, axes);

    /// <summary>Axes of size 1 taken out.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axes">Which.</param>
    public static GraphValue Squeeze(this GraphValue value, params ReadOnlySpan<int> axes) => WithAxes("Squeeze", value, axes);

    /// <summary>Repeated along axes of size 1, as broadcasting does.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shape">The wanted sizes; broadcast with the value's own.</param>
    public static GraphValue Expand(this GraphValue value, params ReadOnlySpan<long> shape)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Expand", value, value.Graph.Constant(GraphTensor.Longs(shape)));
    }

    /// <summary>Repeated whole along every axis.</summary>
    /// <param name="value">The value.</param>
    /// <param name="repeats">How often, for each axis.</param>
    public static GraphValue Tile(this GraphValue value, params ReadOnlySpan<long> repeats)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Tile", value, value.Graph.Constant(GraphTensor.Longs(repeats)));
    }

    /// <summary>Zeros put around.</summary>
    /// <param name="value">The value.</param>
    /// <param name="before">How many before each axis.</param>
    /// <param name="after">How many after each axis.</param>
    public static GraphValue Pad(this GraphValue value, ReadOnlySpan<long> before, ReadOnlySpan<long> after)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Pad", NodeAttributes.Of("mode", "constant"), value, value.Graph.Constant(GraphTensor.Longs([.. before, .. after])));
    }

    /// <summary>Running sums along an axis.</summary>
    /// <param name="value">The value.</param>
    /// <param name="axis">The axis.</param>
    public static GraphValue CumSum(this GraphValue value, int axis)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("CumSum", value, value.Graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [axis])));
    }

    /// <summary>The sizes of a value, as a value of whole numbers.</summary>
    internal static GraphValue ShapeValue(this GraphValue value) => value.Graph.Node("Shape", value);

    /// <summary>The elements in the shape of another value of as many elements.</summary>
    internal static GraphValue ReshapeLike(this GraphValue value, GraphValue like)
    {
        if (value.HasShape && GraphShape.Same(value.Shape, like.Shape))
        {
            return value;
        }

        return value.Graph.Node("Reshape", value, ShapeTarget(value, like.Shape) is { } target ? value.Graph.Constant(GraphTensor.Longs(target)) : like.ShapeValue());
    }

    /// <summary>A value of one number everywhere in the shape of another.</summary>
    internal static GraphValue Filled(this GraphValue like, float number) => GraphShape.IsKnown(like.Shape)
        ? like.Graph.Constant(number).Expand(GraphShape.Sizes(like.Shape))
        : like.Graph.Node("ConstantOfShape", NodeAttributes.Of("value", GraphTensor.Of<float>(TensorElementType.Float32, [number], 1)), like.ShapeValue());

    /// <summary>The sizes that a Reshape needs, where they can be written down before the batch is there.</summary>
    private static long[]? ShapeTarget(GraphValue value, IReadOnlyList<Dimension> shape)
    {
        long[] target = new long[shape.Count];
        int free = 0;
        for (int i = 0; i < target.Length; i++)
        {
            bool same = value.HasShape && i < value.Rank && value.Shape[i] == shape[i];
            target[i] = shape[i].IsKnown ? shape[i].Size : same ? 0 : -1;
            free += target[i] == -1 ? 1 : 0;
        }

        return free <= 1 && !shape.Any(size => size == 0) ? target : null;
    }

    private static GraphValue WithAxes(string name, GraphValue value, ReadOnlySpan<int> axes)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node(name, value, value.Graph.Constant(GraphTensor.Longs(Array.ConvertAll(axes.ToArray(), axis => (long)axis))));
    }
}
