namespace Vlm.Training;

/// <summary>
/// A value of a <see cref="TrainingGraph"/>: an input, a parameter, a constant, or what an operator gives. It has a name, an
/// element type and a shape, and no numbers until the graph is run. Operators on values add nodes to their graph.
/// </summary>
public sealed class GraphValue
{
    private readonly Dimension[]? _shape;

    internal GraphValue(TrainingGraph graph, string name, TensorElementType elementType, Dimension[]? shape)
    {
        Graph = graph;
        Name = name;
        ElementType = elementType;
        _shape = shape;
    }

    /// <summary>The graph that it belongs to.</summary>
    public TrainingGraph Graph { get; }

    /// <summary>Its name, unique in the graph and in exported files.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>Its dimensions, outermost first; none for a scalar.</summary>
    /// <exception cref="GraphException">The value comes from an imported operator whose result has no known shape.</exception>
    public IReadOnlyList<Dimension> Shape => _shape ?? throw new GraphException(
        $"The shape of '{Name}' ({Producer?.Operator ?? "an input"}) is not known before the graph runs, and what is trained passes through it. Freeze what comes before it, or export the model with fixed sizes.",
        Producer?.Name,
        Producer?.Operator);

    /// <summary>The number of dimensions.</summary>
    public int Rank => Shape.Count;

    /// <summary>The parameter behind the value; null where it is none.</summary>
    public Parameter? Parameter { get; internal init; }

    internal bool HasShape => _shape is not null;

    internal GraphNode? Producer { get; init; }

    internal GraphTensor? Constant { get; init; }

    /// <summary>What a value of whole numbers holds, where it is computed from shapes alone.</summary>
    internal Dimension[]? Contents { get; init; }

    /// <summary>The sum of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue operator +(GraphValue left, GraphValue right) => Add(left, right);

    /// <summary>The difference of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue operator -(GraphValue left, GraphValue right) => Subtract(left, right);

    /// <summary>The elementwise product of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue operator *(GraphValue left, GraphValue right) => Multiply(left, right);

    /// <summary>The elementwise quotient of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue operator /(GraphValue left, GraphValue right) => Divide(left, right);

    /// <summary>The value and a number.</summary>
    /// <param name="left">The value.</param>
    /// <param name="right">The number.</param>
    public static GraphValue operator +(GraphValue left, float right) => Add(left, Of(left, right));

    /// <summary>The value less a number.</summary>
    /// <param name="left">The value.</param>
    /// <param name="right">The number.</param>
    public static GraphValue operator -(GraphValue left, float right) => Subtract(left, Of(left, right));

    /// <summary>The value times a number.</summary>
    /// <param name="left">The value.</param>
    /// <param name="right">The number.</param>
    public static GraphValue operator *(GraphValue left, float right) => Multiply(left, Of(left, right));

    /// <summary>The value by a number.</summary>
    /// <param name="left">The value.</param>
    /// <param name="right">The number.</param>
    public static GraphValue operator /(GraphValue left, float right) => Divide(left, Of(left, right));

    /// <summary>The negated value.</summary>
    /// <param name="value">The value.</param>
    public static GraphValue operator -(GraphValue value) => Negate(value);

    /// <summary>The sum of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue Add(GraphValue left, GraphValue right) => Binary("Add", left, right);

    /// <summary>The difference of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue Subtract(GraphValue left, GraphValue right) => Binary("Sub", left, right);

    /// <summary>The elementwise product of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue Multiply(GraphValue left, GraphValue right) => Binary("Mul", left, right);

    /// <summary>The elementwise quotient of two values, broadcast to a common shape.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static GraphValue Divide(GraphValue left, GraphValue right) => Binary("Div", left, right);

    /// <summary>The negated value.</summary>
    /// <param name="value">The value.</param>
    public static GraphValue Negate(GraphValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Node("Neg", value);
    }

    /// <summary>For example <c>logits: Float32 [batch,sequence,2888]</c>.</summary>
    public override string ToString() => $"{Name}: {ElementType} {GraphShape.Format(_shape)}";

    private static GraphValue Binary(string name, GraphValue left, GraphValue right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return left.Graph.Node(name, left, right);
    }

    private static GraphValue Of(GraphValue value, float number)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Graph.Constant(number);
    }
}
