namespace Vlm.Training;

/// <summary>y = a b: da = dy b, db = dy a.</summary>
internal static class MulGradient
{
    public static void Apply(GradientContext node)
    {
        if (node.Wants(0))
        {
            node.Give(0, node.Upstream * node.Input(1));
        }

        if (node.Wants(1))
        {
            node.Give(1, node.Upstream * node.Input(0));
        }
    }
}
