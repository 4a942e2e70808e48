namespace Vlm.Training;

/// <summary>y = softmax(x): dx = (dy − Σ dy y) y, with the sum along the axis.</summary>
internal static class SoftmaxGradient
{
    public static void Apply(GradientContext node)
    {
        int axis = (int)node.Node.Attributes.Long("axis", -1);
        GraphValue weighted = node.Upstream * node.Output;
        node.Give(0, weighted - (node.Output * weighted.Sum([axis], keepDims: true)));
    }
}
