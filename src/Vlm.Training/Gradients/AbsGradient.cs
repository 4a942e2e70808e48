namespace Vlm.Training;

/// <summary>y = |x|: dx = dy sign(x).</summary>
internal static class AbsGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * node.Input(0).Sign());
    }
}
