namespace Vlm.Training;

/// <summary>y = Σ x / n under the window: dx = Σ dy / n over the windows that hold the cell, a transposed convolution with ones.</summary>
internal static class AveragePoolGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        ConvolutionWindow window = ConvolutionWindow.OfPool(node.Node);
        if (x.Rank != 4 || !GraphShape.IsKnown(x.Shape.Skip(1)) || node.Node.Attributes.Long("ceil_mode", 0) != 0)
        {
            throw node.Unsupported("the channels and the two spatial sizes must be known while the graph is built, and rounded down.");
        }

        long channels = x.Shape[1].Size, height = x.Shape[2].Size, width = x.Shape[3].Size;
        float[] counts = Counts(window, [height, width], node.Node.Attributes.Long("count_include_pad", 0) != 0);
        GraphValue share = node.Upstream / node.Graph.Constant(counts, 1, 1, window.Outputs(0, height), window.Outputs(1, width));
        float[] ones = new float[channels * window.Kernel[0] * window.Kernel[1]];
        Array.Fill(ones, 1);
        long[] left = [.. new[] { height, width }.Select((size, i) => (size + window.Padding(i) - window.Reach(i)) % window.Strides[i])];
        NodeAttributes attributes = NodeAttributes.Of("strides", window.Strides).With("dilations", window.Dilations).With("pads", window.Pads).With("group", channels).With("output_padding", left);
        node.Give(0, node.Graph.Node("ConvTranspose", attributes, share, node.Graph.Constant(ones, channels, 1, window.Kernel[0], window.Kernel[1])));
    }

    private static float[] Counts(ConvolutionWindow window, long[] sizes, bool countPadding)
    {
        long[] rows = Along(0), columns = Along(1);
        return [.. rows.SelectMany(row => columns.Select(column => (float)(row * column)))];

        long[] Along(int axis) => [.. Enumerable.Range(0, (int)window.Outputs(axis, sizes[axis])).Select(i => countPadding ? window.Kernel[axis] : Inside(axis, i))];

        long Inside(int axis, int output) => Enumerable.Range(0, (int)window.Kernel[axis])
            .Select(k => (output * window.Strides[axis]) - window.Pads[axis] + (k * window.Dilations[axis])).Count(at => at >= 0 && at < sizes[axis]);
    }
}
