namespace Vlm.Training;

/// <summary>y = −x: dx = −dy.</summary>
internal static class NegGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, -node.Upstream);
    }
}
