namespace Vlm.Training;

/// <summary>y = ln x: dx = dy / x.</summary>
internal static class LogGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream / node.Input(0));
    }
}
