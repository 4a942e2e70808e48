namespace Vlm.Training;

/// <summary>
/// y = x Φ(x) with Φ(x) = (1 + erf u) / 2, u = x/√2: dx = dy (Φ(x) + x φ(x)) = dy (1 + erf u + u e^(ln(2/√π) − u²)) / 2. For the tanh form
/// y = x (1 + t) / 2 with t = tanh u, u = √(2/π) (x + 0.044715 x³): dx = dy ((1 + t) + x (1 − t²) du/dx) / 2.
/// </summary>
internal static class GeluGradient
{
    private const float Cubic = 0.044715f;

    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0);
        node.Give(0, node.Node.Attributes.Text("approximate", "none") == "tanh" ? Tanh(x, node.Upstream) : Exact(x / MathF.Sqrt(2), (x / MathF.Sqrt(2)).Erf() + 1, node.Upstream));
    }

    /// <summary>The exact form of plain operators, in the order that ONNX Runtime fuses, with its gradient in closed form.</summary>
    public static GraphValue Compose(GraphValue x)
    {
        GraphValue u = x / MathF.Sqrt(2), twice = u.Erf() + 1;
        GraphValue y = x.Graph.Copy(x * twice * 0.5f);
        y.Producer!.Gradient = new CustomGradient([x], dy => [Exact(u, twice, dy)]);
        return y;
    }

    private static GraphValue Exact(GraphValue u, GraphValue twiceDistribution, GraphValue dy)
    {
        // The factor goes into the exponent: one pass over the elements less.
        GraphValue logFactor = u.Graph.Constant(MathF.Log(2 / MathF.Sqrt(MathF.PI)));
        return dy * ((twiceDistribution + (u * (logFactor - (u * u)).Exp())) * 0.5f);
    }

    private static GraphValue Tanh(GraphValue x, GraphValue dy)
    {
        float scale = MathF.Sqrt(2 / MathF.PI);
        GraphValue square = x * x, one = x.Graph.Constant(1f);
        GraphValue t = (x * ((square * Cubic) + 1) * scale).Tanh();
        GraphValue slope = ((square * (3 * Cubic)) + 1) * scale;
        return dy * ((t + 1) + (x * (one - (t * t)) * slope)) * 0.5f;
    }
}
