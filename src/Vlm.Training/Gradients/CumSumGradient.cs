namespace Vlm.Training;

/// <summary>Running sums: dx = running sums of dy from the other end.</summary>
internal static class CumSumGradient
{
    public static void Apply(GradientContext node)
    {
        NodeAttributes attributes = node.Node.Attributes.With("reverse", 1 - node.Node.Attributes.Long("reverse", 0));
        node.Give(0, node.Graph.Node("CumSum", attributes, node.Upstream, node.Input(1)));
    }
}
