namespace Vlm.Training;

/// <summary>Operators that work element by element. Each adds a node to the value's graph.</summary>
public static class ElementwiseOperators
{
    /// <summary>eˣ.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Exp(this GraphValue value) => Unary("Exp", value);

    /// <summary>The natural logarithm.</summary>
    /// <param name="value">Positive.</param>
    public static GraphValue Log(this GraphValue value) => Unary("Log", value);

    /// <summary>The square root.</summary>
    /// <param name="value">Not negative.</param>
    public static GraphValue Sqrt(this GraphValue value) => Unary("Sqrt", value);

    /// <summary>The magnitude; its gradient at 0 is 0.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Abs(this GraphValue value) => Unary("Abs", value);

    /// <summary>1 / x.</summary>
    /// <param name="value">x, not 0.</param>
    public static GraphValue Reciprocal(this GraphValue value) => Unary("Reciprocal", value);

    /// <summary>The sine.</summary>
    /// <param name="value">In radians.</param>
    public static GraphValue Sin(this GraphValue value) => Unary("Sin", value);

    /// <summary>The cosine.</summary>
    /// <param name="value">In radians.</param>
    public static GraphValue Cos(this GraphValue value) => Unary("Cos", value);

    /// <summary>The error function.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Erf(this GraphValue value) => Unary("Erf", value);

    /// <summary>x · x.</summary>
    /// <param name="value">x.</param>
    public static GraphValue Square(this GraphValue value) => value * value;

    /// <summary>A power, with the exponent as a value.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent, broadcast to the base.</param>
    public static GraphValue Pow(this GraphValue value, GraphValue exponent) => Binary("Pow", value, exponent);

    /// <summary>A power, with the exponent as a number.</summary>
    /// <param name="value">The base.</param>
    /// <param name="exponent">The exponent.</param>
    public static GraphValue Pow(this GraphValue value, float exponent)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Binary("Pow", value, value.Graph.Constant(exponent));
    }

    /// <summary>The larger of two; where they are equal each gets half of the gradient.</summary>
    /// <param name="value">The one.</param>
    /// <param name="other">The other.</param>
    public static GraphValue Max(this GraphValue value, GraphValue other) => Binary("Max", value, other);

    /// <summary>The smaller of two; where they are equal each gets half of the gradient.</summary>
    /// <param name="value">The one.</param>
    /// <param name="other">The other.</param>
    public static GraphValue Min(this GraphValue value, GraphValue other) => Binary("Min", value, other);

    /// <summary>Held between two limits; on a limit the gradient passes, outside it is 0.</summary>
    /// <param name="value">x.</param>
    /// <param name="min">The lower limit; null for none.</param>
    /// <param name="max">The upper limit; null for none.</param>
    public static GraphValue Clip(this GraphValue value, float? min, float? max)
    {
        ArgumentNullException.ThrowIfNull(value);
        TrainingGraph graph = value.Graph;
        return graph.Node("Clip", value, min is { } low ? graph.Constant(low) : null, max is { } high ? graph.Constant(high) : null);
    }

    /// <summary>The first value where a condition holds, else the second; all three are broadcast to a common shape.</summary>
    /// <param name="condition">Boolean.</param>
    /// <param name="value">Where it holds.</param>
    /// <param name="otherwise">Where it does not.</param>
    public static GraphValue Where(this GraphValue condition, GraphValue value, GraphValue otherwise)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Graph.Node("Where", condition, value, otherwise);
    }

    /// <summary>The elements in another type.</summary>
    /// <param name="value">The value.</param>
    /// <param name="elementType">The type.</param>
    public static GraphValue Cast(this GraphValue value, TensorElementType elementType)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Cast", NodeAttributes.Of("to", OnnxTypes.ToNumber(elementType)), value);
    }

    /// <summary>
    /// Inverted dropout (N. Srivastava et al., 2014): each element is 0 with the given rate, else divided by 1 − rate. The
    /// value itself in a graph that is not for training. The session that trains draws the masks.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="rate">0 to below 1.</param>
    public static GraphValue Dropout(this GraphValue value, float rate)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(rate);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rate, 1f);
        return rate > 0 && value.Graph.IsTraining ? value * value.Graph.DropoutMaskOf(value, rate) : value;
    }

    /// <summary>The value itself, from which no gradient flows back.</summary>
    /// <param name="value">The value.</param>
    public static GraphValue StopGradient(this GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        GraphValue copy = value.Graph.Copy(value);
        copy.Producer!.Gradient = new CustomGradient([], _ => []);
        return copy;
    }

    internal static GraphValue EqualTo(this GraphValue value, GraphValue other) => Binary("Equal", value, other);

    internal static GraphValue Greater(this GraphValue value, GraphValue other) => Binary("Greater", value, other);

    internal static GraphValue Less(this GraphValue value, GraphValue other) => Binary("Less", value, other);

    internal static GraphValue Not(this GraphValue value) => Unary("Not", value);

    internal static GraphValue Sign(this GraphValue value) => Unary("Sign", value);

    /// <summary>A condition as 1 and 0.</summary>
    internal static GraphValue AsNumber(this GraphValue condition) => condition.Cast(TensorElementType.Float32);

    private static GraphValue Unary(string name, GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node(name, value);
    }

    private static GraphValue Binary(string name, GraphValue value, GraphValue other)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node(name, value, other);
    }
}
