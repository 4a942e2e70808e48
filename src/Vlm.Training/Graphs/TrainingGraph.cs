namespace Vlm.Training;

/// <summary>
/// A graph that is built value by value, differentiated, run by ONNX Runtime and written as a standard .onnx file. Values
/// know their shapes while the graph is built, so that what does not fit is refused where it is written. Equal nodes are
/// made once. Not thread-safe.
/// </summary>
public sealed class TrainingGraph
{
    /// <summary>The lowest ONNX opset that graphs are written in.</summary>
    public const int MinOpset = 17;

    /// <summary>The highest.</summary>
    public const int MaxOpset = 20;

    private readonly List<GraphNode> _nodes = [];
    private readonly List<GraphValue> _inputs = [];
    private readonly List<DropoutMask> _dropoutMasks = [];
    private readonly Dictionary<string, GraphValue> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphValue> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GraphNode> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private string _scope = "";
    private int _unknown;

    /// <summary>Begins an empty graph.</summary>
    /// <param name="opset">The version of ONNX's operators, 17 to 20.</param>
    /// <param name="isTraining">Whether dropout drops and batch normalization uses the batch's own statistics.</param>
    public TrainingGraph(int opset = MinOpset, bool isTraining = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(opset, MinOpset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(opset, MaxOpset);
        Opset = opset;
        IsTraining = isTraining;
    }

    /// <summary>The version of ONNX's operators.</summary>
    public int Opset { get; }

    /// <summary>Whether dropout drops and batch normalization uses the batch's own statistics.</summary>
    public bool IsTraining { get; }

    internal IReadOnlyList<GraphNode> Nodes => _nodes;

    internal IReadOnlyList<GraphValue> Inputs => _inputs;

    internal IReadOnlyList<DropoutMask> DropoutMasks => _dropoutMasks;

    internal IEnumerable<GraphValue> ParameterValues => _parameters.Values;

    internal IEnumerable<GraphValue> ConstantValues => _constants.Values;

    /// <summary>Declares what is fed in every run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="elementType">The type of its elements.</param>
    /// <param name="shape">Its dimensions, numbers or names of sizes, such as <c>"batch", 49, 1280</c>.</param>
    /// <exception cref="GraphException">The name is taken.</exception>
    public GraphValue Input(string name, TensorElementType elementType, params ReadOnlySpan<Dimension> shape)
    {
        Claim(name);
        GraphValue value = new(this, name, elementType, shape.ToArray());
        _inputs.Add(value);
        return value;
    }

    /// <summary>The value of a parameter; the same one for the same parameter.</summary>
    /// <param name="parameter">The parameter. Its numbers are fed while training, and stand in exported files.</param>
    /// <exception cref="GraphException">Another value has the parameter's name.</exception>
    public GraphValue Use(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        if (_parameters.TryGetValue(parameter.Name, out GraphValue? known) && known.Parameter == parameter)
        {
            return known;
        }

        Claim(parameter.Name);
        Dimension[] shape = [.. parameter.Shape.Select(Dimension.FromInt64)];
        return _parameters[parameter.Name] = new GraphValue(this, parameter.Name, TensorElementType.Float32, shape) { Parameter = parameter };
    }

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    public GraphValue Constant(float value) => Constant(GraphTensor.Scalar(value));

    /// <summary>A constant of single-precision numbers.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The dimensions.</param>
    public GraphValue Constant(ReadOnlySpan<float> values, params long[] shape) => Constant(GraphTensor.Of(TensorElementType.Float32, values, shape));

    /// <summary>A constant of whole numbers.</summary>
    /// <param name="values">The numbers in row-major order.</param>
    /// <param name="shape">The dimensions.</param>
    public GraphValue Constant(ReadOnlySpan<long> values, params long[] shape) => Constant(GraphTensor.Of(TensorElementType.Int64, values, shape));

    /// <summary>Puts a name before the names of the nodes that are added until it is disposed; scopes nest.</summary>
    /// <param name="name">For example <c>layers.0</c>.</param>
    public IDisposable Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string outer = _scope;
        _scope = $"{outer}{name}/";
        return new ScopeEnd(this, outer);
    }

    internal GraphValue Constant(GraphTensor tensor, string? name = null)
    {
        if (_constants.TryGetValue(tensor.Key, out GraphValue? known))
        {
            return known;
        }

        Dimension[]? contents = tensor.Shape.Count <= 1 && tensor.Length <= 64 ? [.. (tensor.ToLongs() ?? []).Select(Dimension.FromInt64)] : null;
        Dimension[] shape = [.. tensor.Shape.Select(Dimension.FromInt64)];
        string unique = name is not null && _names.Add(name) ? name : Unique("constant");
        return _constants[tensor.Key] = new GraphValue(this, unique, tensor.ElementType, shape)
        {
            Constant = tensor,
            Contents = contents is { Length: > 0 } || tensor.Length == 0 ? contents : null,
        };
    }

    internal GraphValue DropoutMaskOf(GraphValue value, float rate)
    {
        GraphValue mask = new(this, Unique("dropout_mask"), TensorElementType.Float32, [.. value.Shape]);
        _inputs.Add(mask);
        _dropoutMasks.Add(new DropoutMask(mask, rate));
        return mask;
    }

    /// <summary>A size about which nothing is known.</summary>
    internal Dimension UnknownDimension() => Dimension.Symbol($"?{_unknown++}");

    internal GraphValue Node(string @operator, params ReadOnlySpan<GraphValue?> inputs) => Node(@operator, NodeAttributes.None, inputs);

    internal GraphValue Node(string @operator, NodeAttributes attributes, params ReadOnlySpan<GraphValue?> inputs) =>
        Simplification.Find(this, @operator, attributes, inputs) ?? Emit(@operator, "", attributes, 1, inputs)[0];

    internal GraphValue MicrosoftNode(string @operator, NodeAttributes attributes, params ReadOnlySpan<GraphValue?> inputs) =>
        Emit(@operator, "com.microsoft", attributes, 1, inputs)[0];

    /// <summary>The same value behind a node of its own, which may carry a gradient of its own.</summary>
    internal GraphValue Copy(GraphValue value) => Append("Identity", "", NodeAttributes.None, 1, [value], null).Outputs[0];

    /// <summary>Adds a node with several outputs, or finds the equal one.</summary>
    internal IReadOnlyList<GraphValue> Emit(string @operator, string domain, NodeAttributes attributes, int outputs, ReadOnlySpan<GraphValue?> inputs, string? name = null)
    {
        foreach (GraphValue? input in inputs)
        {
            if (input is not null && input.Graph != this)
            {
                throw new GraphException($"{@operator}: '{input.Name}' belongs to another graph. Declare it in this one.", operatorName: @operator);
            }
        }

        string key = $"{domain}|{@operator}|{string.Join(',', inputs.ToArray().Select(input => input?.Name))}|{attributes}|{outputs}";
        if (_known.TryGetValue(key, out GraphNode? known))
        {
            return known.Outputs;
        }

        GraphNode node = Append(@operator, domain, attributes, outputs, inputs, name);
        _known[key] = node;
        return node.Outputs;
    }

    private GraphNode Append(string @operator, string domain, NodeAttributes attributes, int outputs, ReadOnlySpan<GraphValue?> inputs, string? name)
    {
        GraphNode node = new(name is { Length: > 0 } && _names.Add(name) ? name : Unique(@operator), @operator, domain, inputs.ToArray(), attributes);
        InferredValue[] inferred = ShapeRules.Infer(this, node, outputs);
        node.Outputs = [.. inferred.Select((value, i) => new GraphValue(this, Unique($"{node.Name}_output{(i == 0 ? "" : $"_{i}")}", bare: true), value.ElementType, value.Shape) { Producer = node, Contents = value.Contents })];
        _nodes.Add(node);
        return node;
    }

    private string Unique(string stem, bool bare = false)
    {
        string full = bare ? stem : _scope + stem;
        string name = full;
        for (int i = 1; !_names.Add(name); i++)
        {
            name = $"{full}_{i}";
        }

        return name;
    }

    private void Claim(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_names.Add(name))
        {
            throw new GraphException($"The name '{name}' is taken in this graph; names of inputs, parameters and nodes are unique.");
        }
    }

    private sealed class ScopeEnd(TrainingGraph graph, string outer) : IDisposable
    {
        public void Dispose() => graph._scope = outer;
    }
}
