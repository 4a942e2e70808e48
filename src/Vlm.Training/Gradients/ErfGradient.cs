namespace Vlm.Training;

/// <summary>y = erf x: dx = dy (2 / √π) e^(−x²).</summary>
internal static class ErfGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * (-node.Input(0).Square()).Exp() * (2 / MathF.Sqrt(MathF.PI)));
    }
}
