namespace Vlm.Training;

/// <summary>y = eˣ: dx = dy y.</summary>
internal static class ExpGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * node.Output);
    }
}
