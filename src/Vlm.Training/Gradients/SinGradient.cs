namespace Vlm.Training;

/// <summary>y = sin x: dx = dy cos x.</summary>
internal static class SinGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * node.Input(0).Cos());
    }
}
