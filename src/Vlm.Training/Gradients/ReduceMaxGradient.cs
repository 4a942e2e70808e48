namespace Vlm.Training;

/// <summary>y = max x: dx = dy where x = y, shared where several are largest.</summary>
internal static class ReduceMaxGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue largest = node.Input(0).EqualTo(ReducedAxes.Keep(node, node.Output)).AsNumber();
        int[] axes = ReducedAxes.Of(node);
        node.Give(0, largest * (ReducedAxes.Keep(node, node.Upstream) / largest.Sum(axes, keepDims: true)));
    }
}
