namespace Vlm.Training;

/// <summary>y = x with its axes in the order perm: dx = dy with its axes in the inverse order.</summary>
internal static class TransposeGradient
{
    public static void Apply(GradientContext node)
    {
        int rank = node.Output.Rank;
        long[] perm = node.Node.Attributes.Longs("perm") ?? [.. Enumerable.Range(0, rank).Reverse().Select(axis => (long)axis)];
        int[] inverse = [.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(perm, axis))];
        node.Give(0, node.Upstream.Transpose(inverse));
    }
}
