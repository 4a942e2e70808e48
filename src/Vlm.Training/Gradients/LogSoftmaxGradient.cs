namespace Vlm.Training;

/// <summary>y = log softmax(x): dx = dy − eʸ Σ dy, with the sum along the axis.</summary>
internal static class LogSoftmaxGradient
{
    public static void Apply(GradientContext node)
    {
        int axis = (int)node.Node.Attributes.Long("axis", -1);
        node.Give(0, node.Upstream - (node.Output.Exp() * node.Upstream.Sum([axis], keepDims: true)));
    }
}
