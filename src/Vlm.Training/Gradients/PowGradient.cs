namespace Vlm.Training;

/// <summary>y = aᵇ: da = dy b aᵇ⁻¹, db = dy y ln a, which is 0 at a = 0.</summary>
internal static class PowGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue a = node.Input(0), b = node.Input(1);
        if (node.Wants(0))
        {
            bool squares = b.Constant is { Length: 1 } number && number.ToSingles() is [2f];
            node.Give(0, squares ? node.Upstream * (a * 2) : node.Upstream * (b * a.Pow(b - 1)));
        }

        if (node.Wants(1))
        {
            GraphValue zero = node.Graph.Constant(0f);
            node.Give(1, node.Upstream * a.EqualTo(zero).Where(zero, node.Output * a.Log()));
        }
    }
}
