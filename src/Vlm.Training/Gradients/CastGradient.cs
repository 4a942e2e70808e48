namespace Vlm.Training;

/// <summary>A change between floating-point types: dx = dy in the type of x.</summary>
internal static class CastGradient
{
    public static void Apply(GradientContext node)
    {
        node.Give(0, node.Upstream.Cast(node.Input(0).ElementType));
    }
}
