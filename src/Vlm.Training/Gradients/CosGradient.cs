namespace Vlm.Training;

/// <summary>y = cos x: dx = −dy sin x.</summary>
internal static class CosGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, -(node.Upstream * node.Input(0).Sin()));
    }
}
