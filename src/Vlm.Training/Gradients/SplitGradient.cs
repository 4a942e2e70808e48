namespace Vlm.Training;

/// <summary>A value in parts: dx = the gradients of the parts joined, 0 for a part that nothing reads.</summary>
internal static class SplitGradient
{
    public static void Apply(GradientContext node)
    {
        int axis = (int)node.Node.Attributes.Long("axis", 0);
        GraphValue[] parts = [.. node.Node.Outputs.Select((output, i) => node.UpstreamOf(i) ?? output.Filled(0))];
        node.Give(0, SelectionOperators.Concat(axis, parts));
    }
}
