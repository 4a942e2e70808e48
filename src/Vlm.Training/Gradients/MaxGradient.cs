namespace Vlm.Training;

/// <summary>y = max(a, b): each gets dy where it is larger, and half of it where both are equal.</summary>
internal static class MaxGradient
{
    public static void Apply(GradientContext node)
    {
        if (node.Node.Inputs.Count != 2)
        {
            throw node.Unsupported("only the larger of two values is differentiated.");
        }

        GraphValue half = node.Input(0).EqualTo(node.Input(1)).AsNumber() * 0.5f;
        for (int i = 0; i < 2; i++)
        {
            if (node.Wants(i))
            {
                node.Give(i, node.Upstream * (node.Input(i).Greater(node.Input(1 - i)).AsNumber() + half));
            }
        }
    }
}
