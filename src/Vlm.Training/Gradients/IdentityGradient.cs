namespace Vlm.Training;

/// <summary>y = x: dx = dy.</summary>
internal static class IdentityGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream);
    }
}
