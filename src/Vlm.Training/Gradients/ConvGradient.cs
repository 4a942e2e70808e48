namespace Vlm.Training;

/// <summary>
/// y = x ∗ w + b: dx is the transposed convolution of dy with w; dw is the convolution of x with dy, in which batch and
/// channels change places and stride and dilation do too; db = Σ dy. Groups stay apart. Where the window moves by one cell, dx is
/// a convolution of dy with w turned round, and that of one cell is a matrix: both run faster so in ONNX Runtime.
/// </summary>
internal static class ConvGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0), w = node.Input(1), dy = node.Upstream;
        if (x.Rank != 4)
        {
            throw node.Unsupported($"only convolutions over two spatial axes are differentiated, this one has {x.Rank - 2}.");
        }

        if (node.Wants(2))
        {
            node.Give(2, dy.Sum([0, 2, 3]));
        }

        if (!node.Wants(0) && !node.Wants(1))
        {
            return;
        }

        ConvolutionWindow window = ConvolutionWindow.OfConv(node.Node);
        long groups = node.Node.Attributes.Long("group", 1);
        if (!GraphShape.IsKnown(x.Shape.Skip(1)))
        {
            throw node.Unsupported("the channels and the spatial size must be known while the graph is built.");
        }

        if (node.Wants(0))
        {
            node.Give(0, Input(node, window, groups));
        }

        if (node.Wants(1))
        {
            node.Give(1, groups > 1 ? GroupedWeight(x, dy, w, window, groups) : IsMatrix(window) ? Matrix(x, dy, w) : Weight(x, dy, w, window));
        }
    }

    private static bool IsMatrix(ConvolutionWindow window) => window.Kernel.Concat(window.Strides).All(size => size == 1) && window.Pads.All(pad => pad == 0);

    // dw [O, C] = Σ over pictures and cells of dy [O] times x [C].
    private static GraphValue Matrix(GraphValue x, GraphValue dy, GraphValue w)
    {
        long cells = x.Shape[2].Size * x.Shape[3].Size, inputs = x.Shape[1].Size, outputs = w.Shape[0].Size;
        GraphValue left = dy.Reshape(0, outputs, cells).Transpose(1, 0, 2).Reshape(outputs, -1);
        return left.MatMul(x.Reshape(0, inputs, cells).Transpose(0, 2, 1).Reshape(-1, inputs)).ReshapeLike(w);
    }

    private static GraphValue Input(GradientContext node, ConvolutionWindow window, long groups)
    {
        if (Turned(node.Input(1), window, groups) is var (turned, pads))
        {
            return node.Graph.Node("Conv", NodeAttributes.Of("dilations", window.Dilations).With("pads", pads).With("group", groups), node.Upstream, turned);
        }

        // Cells that the stride leaves over at the end get no gradient, but must be there.
        long[] left = [.. Enumerable.Range(0, 2).Select(i => Left(window, i, node.Input(0).Shape[i + 2].Size))];
        NodeAttributes attributes = NodeAttributes.Of("strides", window.Strides).With("dilations", window.Dilations)
            .With("pads", window.Pads).With("group", groups).With("output_padding", left);
        return node.Graph.Node("ConvTranspose", attributes, node.Upstream, node.Input(1));
    }

    // Null where the window moves by more than a cell, or groups have several channels each way.
    private static (GraphValue Weight, long[] Pads)? Turned(GraphValue w, ConvolutionWindow window, long groups)
    {
        long[] pads = [.. window.Pads.Select((pad, i) => window.Reach(i % 2) - 1 - pad)];
        bool isDepthwise = w.Shape[0].Size == groups && w.Shape[1].Size == 1;
        if (window.Strides.Any(stride => stride != 1) || pads.Any(pad => pad < 0) || (groups > 1 && !isDepthwise))
        {
            return null;
        }

        GraphValue turned = window.Kernel.All(size => size == 1) ? w : w.Slice([2, 3], [-1, -1], [long.MinValue, long.MinValue], [-1, -1]);
        return (groups == 1 ? turned.Transpose(1, 0, 2, 3) : turned, pads);
    }

    private static GraphValue Weight(GraphValue x, GraphValue dy, GraphValue w, ConvolutionWindow window)
    {
        NodeAttributes attributes = Swapped(window).With("group", 1L);
        GraphValue wide = x.Graph.Node("Conv", attributes, x.Transpose(1, 0, 2, 3), dy.Transpose(1, 0, 2, 3));
        return Cut(wide, window).Transpose(1, 0, 2, 3).ReshapeLike(w);
    }

    // [B, G c, …] becomes [c, G B, …] and dy [B, O, …] becomes [O, B, …]: each group of channels is convolved with its outputs.
    private static GraphValue GroupedWeight(GraphValue x, GraphValue dy, GraphValue w, ConvolutionWindow window, long groups)
    {
        long inner = x.Shape[1].Size / groups, height = x.Shape[2].Size, width = x.Shape[3].Size;
        GraphValue apart = x.Reshape(0, groups, inner, height * width).Transpose(2, 1, 0, 3).Reshape(inner, -1, height, width);
        GraphValue wide = x.Graph.Node("Conv", Swapped(window).With("group", groups), apart, dy.Transpose(1, 0, 2, 3));
        return Cut(wide, window).Transpose(1, 0, 2, 3).ReshapeLike(w);
    }

    private static NodeAttributes Swapped(ConvolutionWindow window) =>
        NodeAttributes.Of("strides", window.Dilations).With("dilations", window.Strides).With("pads", window.Pads);

    private static GraphValue Cut(GraphValue wide, ConvolutionWindow window) => wide.Slice([2, 3], [0, 0], window.Kernel, [1, 1]);

    private static long Left(ConvolutionWindow window, int axis, long size) =>
        (size + window.Padding(axis) - window.Reach(axis)) % window.Strides[axis];
}
