namespace Vlm.Training;

/// <summary>x repeated by broadcasting: dx = the sum of dy over what was repeated.</summary>
internal static class ExpandGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream);
    }
}
