namespace Vlm.Training;

/// <summary>y = max(x, 0): dx = dy where y > 0, else 0.</summary>
internal static class ReluGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream * node.Output.Sign());
    }
}
