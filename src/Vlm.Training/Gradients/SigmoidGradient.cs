namespace Vlm.Training;

/// <summary>y = 1 / (1 + e⁻ˣ): dx = dy y (1 − y).</summary>
internal static class SigmoidGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * (node.Output - node.Output.Square()));
    }
}
