namespace Vlm.Training;

/// <summary>Convolution and pooling over [B, C, H, W]. Each adds a node to the value's graph.</summary>
public static class ConvolutionOperators
{
    /// <summary>A convolution.</summary>
    /// <param name="value">[B, C, H, W].</param>
    /// <param name="weight">[O, C / groups, h, w].</param>
    /// <param name="bias">[O]; null for none.</param>
    /// <param name="stride">Along both axes.</param>
    /// <param name="padding">Zeros on every side.</param>
    /// <param name="groups">Channels are convolved within so many groups.</param>
    /// <param name="dilation">Along both axes.</param>
    public static GraphValue Conv(this GraphValue value, GraphValue weight, GraphValue? bias = null, int stride = 1, int padding = 0, int groups = 1, int dilation = 1)
    {
        ArgumentNullException.ThrowIfNull(value);
        NodeAttributes attributes = NodeAttributes.Of("strides", Twice(stride)).With("pads", Sides(padding)).With("group", (long)groups).With("dilations", Twice(dilation));
        return bias is null ? value.Graph.Node("Conv", attributes, value, weight) : value.Graph.Node("Conv", attributes, value, weight, bias);
    }

    /// <summary>The largest element under each place of a window; of equal ones the first gets the gradient.</summary>
    /// <param name="value">[B, C, H, W].</param>
    /// <param name="size">The window's sides.</param>
    /// <param name="stride">Along both axes; null for the size.</param>
    /// <param name="padding">On every side.</param>
    public static GraphValue MaxPool(this GraphValue value, int size, int? stride = null, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(value);
        NodeAttributes attributes = NodeAttributes.Of("kernel_shape", Twice(size)).With("strides", Twice(stride ?? size)).With("pads", Sides(padding));

        // Where the largest stood is an output too: that is where the gradient goes.
        return value.Graph.Emit("MaxPool", "", attributes, 2, [value])[0];
    }

    /// <summary>The mean under each place of a window.</summary>
    /// <param name="value">[B, C, H, W].</param>
    /// <param name="size">The window's sides.</param>
    /// <param name="stride">Along both axes; null for the size.</param>
    /// <param name="padding">On every side.</param>
    /// <param name="countPadding">Whether padding counts as elements of value 0.</param>
    public static GraphValue AveragePool(this GraphValue value, int size, int? stride = null, int padding = 0, bool countPadding = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        NodeAttributes attributes = NodeAttributes.Of("kernel_shape", Twice(size)).With("strides", Twice(stride ?? size)).With("pads", Sides(padding)).With("count_include_pad", countPadding ? 1L : 0L);
        return value.Graph.Node("AveragePool", attributes, value);
    }

    /// <summary>The mean of every channel.</summary>
    /// <param name="value">[B, C, H, W].</param>
    /// <returns>[B, C, 1, 1].</returns>
    public static GraphValue GlobalAveragePool(this GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("GlobalAveragePool", value);
    }

    private static long[] Twice(int number) => [number, number];

    private static long[] Sides(int padding) => [padding, padding, padding, padding];
}
