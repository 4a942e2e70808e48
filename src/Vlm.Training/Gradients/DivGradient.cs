namespace Vlm.Training;

/// <summary>y = a / b: da = dy / b, db = −dy y / b.</summary>
internal static class DivGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue scaled = node.Upstream / node.Input(1);
        if (node.Wants(0))
        {
            node.Give(0, scaled);
        }

        if (node.Wants(1))
        {
            node.Give(1, -(scaled * node.Output));
        }
    }
}
