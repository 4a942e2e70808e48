namespace Vlm.Training;

/// <summary>
/// Layers with parameters: each finds its parameters by name in a set, or adds them. So the graph that trains, the one that
/// validates and the one that is exported are built by the same code over one set.
/// </summary>
public sealed class LayerScope
{
    private readonly string _prefix;

    /// <summary>Layers of a graph over a set of parameters.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The set.</param>
    /// <param name="prefix">What stands before the names of the parameters, such as <c>layers.0.</c>; may be empty.</param>
    public LayerScope(TrainingGraph graph, ParameterSet parameters, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(parameters);
        Graph = graph;
        Parameters = parameters;
        _prefix = prefix;
    }

    /// <summary>The graph.</summary>
    public TrainingGraph Graph { get; }

    /// <summary>The parameters.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The same with a name put before the names of parameters.</summary>
    /// <param name="name">For example <c>layers.0</c>.</param>
    public LayerScope Inner(string name) => new(Graph, Parameters, $"{_prefix}{name}.");

    /// <summary>A parameter of this scope.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="initialization">What it begins with where it is new.</param>
    public GraphValue Parameter(string name, IReadOnlyList<long> shape, Initialization initialization) =>
        Graph.Use(Parameters.GetOrAdd(_prefix + name, shape, initialization));

    /// <summary>x W + b, with <c>name.weight</c> [in, out] and <c>name.bias</c> [out].</summary>
    /// <param name="value">x […, in].</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="outputs">out.</param>
    /// <param name="bias">Whether b is there.</param>
    /// <param name="initialization">What W begins with; null for <see cref="Initialization.XavierUniform"/>.</param>
    public GraphValue Linear(GraphValue value, string name, long outputs, bool bias = true, Initialization? initialization = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        GraphValue weight = Parameter($"{name}.weight", [value.Shape[^1].Size, outputs], initialization ?? Initialization.XavierUniform);
        GraphValue product = value.MatMul(weight);
        return bias ? product + Parameter($"{name}.bias", [outputs], Initialization.Zeros) : product;
    }

    /// <summary>Rows of a table <c>name.weight</c> [count, size] by their numbers.</summary>
    /// <param name="ids">Int64 […].</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="size">The size of a row.</param>
    /// <param name="padding">A row that is not trained; null for none.</param>
    /// <param name="initialization">What the table begins with; null for a normal distribution of deviation 0.02.</param>
    /// <returns>[…, size].</returns>
    public GraphValue Embedding(GraphValue ids, string name, long count, long size, long? padding = null, Initialization? initialization = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return Parameter($"{name}.weight", [count, size], initialization ?? Initialization.Normal(0.02)).Embed(ids, padding);
    }

    /// <summary>A learned vector for each place of an axis, <c>name.weight</c> [maxLength, size], to be added to a value.</summary>
    /// <param name="like">A value that has the length.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="maxLength">The largest length.</param>
    /// <param name="size">The size of a vector.</param>
    /// <param name="offset">The number of places before the first one, Int64, a scalar; null for 0.</param>
    /// <returns>[length, size].</returns>
    public GraphValue PositionEmbedding(GraphValue like, int axis, string name, long maxLength, long size, GraphValue? offset = null)
    {
        GraphValue places = Positions.Of(like, axis);
        return Parameter($"{name}.weight", [maxLength, size], Initialization.Normal(0.02)).Gather(offset is null ? places : places + offset);
    }

    /// <summary>Layer normalization with <c>name.weight</c> and <c>name.bias</c>.</summary>
    /// <param name="value">[…, size].</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="epsilon">Against a division by 0.</param>
    public GraphValue LayerNormalization(GraphValue value, string name, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(value);
        long size = value.Shape[^1].Size;
        return value.LayerNormalization(
            Parameter($"{name}.weight", [size], Initialization.Ones), Parameter($"{name}.bias", [size], Initialization.Zeros), epsilon);
    }

    /// <summary>Multi-head attention with the projections <c>name.query</c>, <c>.key</c>, <c>.value</c> and <c>.output</c>.</summary>
    /// <param name="value">What asks [B, T, D].</param>
    /// <param name="memory">What is looked at [B, S, E]; the value itself for self-attention.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="heads">How many heads.</param>
    /// <param name="mask">Added to the scores, broadcast to [B, heads, T, S]; null for none.</param>
    /// <returns>[B, T, D].</returns>
    public GraphValue MultiHeadAttention(GraphValue value, GraphValue memory, string name, int heads, GraphValue? mask = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        long size = value.Shape[^1].Size;
        GraphValue query = Linear(value, $"{name}.query", size), key = Linear(memory, $"{name}.key", size), values = Linear(memory, $"{name}.value", size);
        return Linear(Attention.MultiHead(query, key, values, heads, mask), $"{name}.output", size);
    }

    /// <summary>Two linear layers <c>name.inner</c> and <c>name.output</c> with GELU between them.</summary>
    /// <param name="value">[…, size].</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="inner">The size between them.</param>
    /// <param name="dropout">The rate of dropout between them.</param>
    public GraphValue FeedForward(GraphValue value, string name, long inner, float dropout = 0)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Linear(Linear(value, $"{name}.inner", inner).Gelu().Dropout(dropout), $"{name}.output", value.Shape[^1].Size);
    }
}
