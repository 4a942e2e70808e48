namespace Vlm.Training;

/// <summary>y = √x: dx = dy / (2 y).</summary>
internal static class SqrtGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * 0.5f / node.Output);
    }
}
