namespace Vlm.Training;

/// <summary>Activation functions. Each adds nodes to the value's graph.</summary>
public static class ActivationOperators
{
    /// <summary>max(x, 0); its gradient at 0 is 0.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Relu(this GraphValue value) => Node("Relu", value);

    /// <summary>max(x, 0)² (D. So et al., 2021).</summary>
    /// <param name="value">x.</param>
    public static GraphValue SquaredRelu(this GraphValue value) => value.Relu().Square();

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    /// <param name="value">x.</param>
    public static GraphValue Sigmoid(this GraphValue value) => Node("Sigmoid", value);

    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Tanh(this GraphValue value) => Node("Tanh", value);

    /// <summary>x · sigmoid(x), also named swish.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Silu(this GraphValue value) => value * value.Sigmoid();

    /// <summary>x · sigmoid(1.702 x), the approximation that CLIP uses.</summary>
    /// <param name="value">x.</param>
    public static GraphValue QuickGelu(this GraphValue value) => value * (value * 1.702f).Sigmoid();

    /// <summary>log(1 + eˣ).</summary>
    /// <param name="value">x.</param>
    public static GraphValue Softplus(this GraphValue value) => Node("Softplus", value);

    /// <summary>x · max(0, min(1, x/6 + 1/2)).</summary>
    /// <param name="value">x.</param>
    public static GraphValue HardSwish(this GraphValue value) => Node("HardSwish", value);

    /// <summary>x where it is positive, else α x; its gradient at 0 is α.</summary>
    /// <param name="value">x.</param>
    /// <param name="alpha">The slope below 0.</param>
    public static GraphValue LeakyRelu(this GraphValue value, float alpha = 0.01f) => Node("LeakyRelu", value, NodeAttributes.Of("alpha", alpha));

    /// <summary>x where it is positive, else α (eˣ − 1).</summary>
    /// <param name="value">x.</param>
    /// <param name="alpha">Minus the limit for x → −∞.</param>
    public static GraphValue Elu(this GraphValue value, float alpha = 1) => Node("Elu", value, NodeAttributes.Of("alpha", alpha));

    /// <summary>x Φ(x) with the normal distribution Φ (D. Hendrycks and K. Gimpel, 2016).</summary>
    /// <param name="value">x.</param>
    public static GraphValue Gelu(this GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Opset >= 20 ? Node("Gelu", value, NodeAttributes.Of("approximate", "none")) : GeluGradient.Compose(value);
    }

    /// <summary>GELU with a tanh: 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
    /// <param name="value">x.</param>
    public static GraphValue GeluTanh(this GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Graph.Opset >= 20)
        {
            return Node("Gelu", value, NodeAttributes.Of("approximate", "tanh"));
        }

        GraphValue inner = (value + (value * value * value * 0.044715f)) * MathF.Sqrt(2 / MathF.PI);
        return value * 0.5f * (inner.Tanh() + 1);
    }

    /// <summary>eˣ over its sum along an axis.</summary>
    /// <param name="value">x.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    public static GraphValue Softmax(this GraphValue value, int axis = -1) => Node("Softmax", value, NodeAttributes.Of("axis", (long)axis));

    /// <summary>The logarithm of <see cref="Softmax"/>, computed without overflow.</summary>
    /// <param name="value">x.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    public static GraphValue LogSoftmax(this GraphValue value, int axis = -1) => Node("LogSoftmax", value, NodeAttributes.Of("axis", (long)axis));

    private static GraphValue Node(string name, GraphValue value, NodeAttributes? attributes = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node(name, attributes ?? NodeAttributes.None, value);
    }
}
