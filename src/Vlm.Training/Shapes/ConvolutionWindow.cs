namespace Vlm.Training;

/// <summary>The window that a convolution or a pool moves over its input, with every default filled in.</summary>
internal sealed class ConvolutionWindow
{
    private readonly bool _roundsUp;

    private ConvolutionWindow(GraphNode node, long[] kernel)
    {
        Kernel = kernel;
        Strides = node.Attributes.Longs("strides") ?? Ones(kernel.Length);
        Dilations = node.Attributes.Longs("dilations") ?? Ones(kernel.Length);
        Pads = node.Attributes.Longs("pads") ?? new long[2 * kernel.Length];
        _roundsUp = node.Attributes.Long("ceil_mode", 0) != 0;
        string auto = node.Attributes.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            Pads = SamePads(node, auto == "SAME_UPPER");
        }
    }

    public long[] Kernel { get; }

    public long[] Strides { get; }

    public long[] Dilations { get; }

    /// <summary>Before each spatial axis, then after each.</summary>
    public long[] Pads { get; }

    public static ConvolutionWindow OfConv(GraphNode node) => new(node, node.Attributes.Longs("kernel_shape") ?? GraphShape.Sizes(node.Input(1).Shape.Skip(2)));

    public static ConvolutionWindow OfPool(GraphNode node) =>
        new(node, node.Attributes.Longs("kernel_shape") ?? throw ShapeRules.Mismatch(node, "kernel_shape is missing."));

    /// <summary>How many input cells the window spans along an axis.</summary>
    public long Reach(int axis) => ((Kernel[axis] - 1) * Dilations[axis]) + 1;

    public long Padding(int axis) => Pads[axis] + Pads[axis + Kernel.Length];

    public long Outputs(int axis, long size)
    {
        long room = size + Padding(axis) - Reach(axis);
        return ((room + (_roundsUp ? Strides[axis] - 1 : 0)) / Strides[axis]) + 1;
    }

    private long[] SamePads(GraphNode node, bool upper)
    {
        long[] pads = new long[2 * Kernel.Length];
        for (int i = 0; i < Kernel.Length; i++)
        {
            long size = node.Input(0).Shape[i + 2].Size;
            long total = Math.Max(0, (((size + Strides[i] - 1) / Strides[i]) - 1) * Strides[i] + Reach(i) - size);
            pads[i] = upper ? total / 2 : total - (total / 2);
            pads[i + Kernel.Length] = total - pads[i];
        }

        return pads;
    }

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];
}
