namespace Vlm.Training;

/// <summary>y = part of x: dx = dy where the part stood, 0 elsewhere; steps other than 1 scatter it.</summary>
internal static class SliceGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        if (ShapeRules.Numbers(node.Input(1)) is not { } starts || ShapeRules.Numbers(node.Input(2)) is not { } ends)
        {
            throw node.Unsupported("its bounds must be constants.");
        }

        long[] axes = ShapeRules.Numbers(node.Node.Optional(3)) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = ShapeRules.Numbers(node.Node.Optional(4)) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        GraphValue gradient = node.Upstream;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = GraphShape.Axis(axes[i], x.Rank);
            gradient = x.Shape[axis].IsKnown
                ? PutBack(gradient, axis, x.Shape[axis].Size, starts[i], ends[i], steps[i])
                : gradient.Shape[axis] == x.Shape[axis] && steps[i] == 1 ? gradient
                : throw node.Unsupported($"the size of axis {axis} must be known while the graph is built.");
        }

        node.Give(0, gradient);
    }

    private static GraphValue PutBack(GraphValue gradient, int axis, long size, long start, long end, long step)
    {
        long[] taken = [.. SliceRange.Pick([.. Enumerable.Range(0, (int)size).Select(i => (Dimension)(long)i)], start, end, step).Select(place => place.Factor)];
        if (taken.Length == size && step == 1)
        {
            return gradient;
        }

        long[] before = new long[gradient.Rank], after = new long[gradient.Rank];
        if (step == 1)
        {
            before[axis] = taken.Length == 0 ? size : taken[0];
            after[axis] = size - before[axis] - taken.Length;
            return gradient.Pad(before, after);
        }

        // Where each entry of x stands in the slice; those that were not taken read a row of zeros behind it.
        long[] from = [.. Enumerable.Range(0, (int)size).Select(i => Array.IndexOf(taken, i)).Select(at => at < 0 ? (long)taken.Length : at)];
        after[axis] = 1;
        return gradient.Pad(before, after).Gather(gradient.Graph.Constant(GraphTensor.Longs(from)), axis);
    }
}
