namespace Vlm.Training;

/// <summary>y = x at given places: dx = dy added up at those places, 0 elsewhere.</summary>
internal static class GatherElementsGradient
{
    public static void Apply(GradientContext node)
    {
        int axis = (int)node.Node.Attributes.Long("axis", 0);
        node.Give(0, node.Input(0).Filled(0).ScatterAdd(node.Input(1), node.Upstream, axis));
    }
}
