namespace Vlm.Training;

/// <summary>y = a − b: da = dy, db = −dy.</summary>
internal static class SubGradient
{
    public static void Apply(GradientContext node)
    {
        if (node.Wants(0))
        {
            node.Give(0, node.Upstream);
        }

        if (node.Wants(1))
        {
            node.Give(1, -Unbroadcast.ToShapeOf(node.Input(1), node.Upstream));
        }
    }
}
