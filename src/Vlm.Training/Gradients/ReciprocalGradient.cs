namespace Vlm.Training;

/// <summary>y = 1 / x: dx = −dy y².</summary>
internal static class ReciprocalGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, -(node.Upstream * node.Output.Square()));
    }
}
