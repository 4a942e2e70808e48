namespace Vlm.Training;

/// <summary>y = min(a, b): each gets dy where it is smaller, and half of it where both are equal.</summary>
internal static class MinGradient
{
    public static void Apply(GradientContext node)
    {
        if (node.Node.Inputs.Count != 2)
        {
            throw node.Unsupported("only the smaller of two values is differentiated.");
        }

        GraphValue half = node.Input(0).EqualTo(node.Input(1)).AsNumber() * 0.5f;
        for (int i = 0; i < 2; i++)
        {
            if (node.Wants(i))
            {
                node.Give(i, node.Upstream * (node.Input(i).Less(node.Input(1 - i)).AsNumber() + half));
            }
        }
    }
}
