namespace Vlm.Training;

/// <summary>Adds the nodes of an .onnx file to a graph, with parameters in the place of the weights that are trained.</summary>
internal sealed class OnnxImport
{
    private readonly OnnxFile _file;
    private readonly FileWeights _weights;
    private readonly TrainingGraph _graph;
    private readonly ParameterSet _parameters;
    private readonly FineTuningOptions _options;
    private readonly Dictionary<string, OnnxModuleWeight> _module;
    private readonly Dictionary<string, GraphValue> _values = new(StringComparer.Ordinal);

    public OnnxImport(OnnxModule module, TrainingGraph graph, ParameterSet parameters, FineTuningOptions options)
    {
        _file = module.File;
        _weights = module.FileWeights;
        _module = module.Weights.ToDictionary(weight => weight.Name, StringComparer.Ordinal);
        _graph = graph;
        _parameters = parameters;
        _options = options;
    }

    public Dictionary<string, GraphValue> Run(IReadOnlyDictionary<string, GraphValue> inputs, IReadOnlyList<string> outputs)
    {
        OnnxNodeForms.Check(_file);
        foreach (string name in _file.Inputs)
        {
            _values[name] = inputs.TryGetValue(name, out GraphValue? value) ? value : throw new GraphException($"{_file.Path} asks for the input '{name}'; given: {string.Join(", ", inputs.Keys)}.");
        }

        HashSet<OnnxFileNode> needed = Needed(outputs);
        foreach (OnnxFileNode node in _file.Nodes.Where(needed.Contains))
        {
            Add(node);
        }

        return outputs.ToDictionary(name => name, Value, StringComparer.Ordinal);
    }

    // What leads to a weight that a parameter replaces is left out.
    private HashSet<OnnxFileNode> Needed(IReadOnlyList<string> outputs)
    {
        HashSet<OnnxFileNode> needed = [];
        Stack<string> open = new(outputs);
        while (open.TryPop(out string? value))
        {
            if (_file.MakerOf(value) is { } node && needed.Add(node))
            {
                string[] inputs = Replaced(node) is { } use ? [use.Input] : _weights.Find(value) is { } weight && IsTrained(weight) ? [] : [.. node.Inputs];
                Array.ForEach(inputs, open.Push);
            }
        }

        return needed;
    }

    private FileWeights.ScaledUse? Replaced(OnnxFileNode node) =>
        _weights.FindUse(node.Outputs[0]) is { } use && (!use.IsLookUp || IsTrained(use.Weight)) ? use : null;

    private void Add(OnnxFileNode node)
    {
        if (Replaced(node) is { } use)
        {
            _values[node.Outputs[0]] = Used(use);
            return;
        }

        if (_weights.Find(node.Outputs[0]) is { } weight && IsTrained(weight))
        {
            _values[node.Outputs[0]] = Trained(weight);
            return;
        }

        GraphValue?[] inputs = [.. node.Inputs.Select(input => input.Length == 0 ? null : Value(input))];
        IReadOnlyList<GraphValue> outputs;
        try
        {
            outputs = OnnxNodeForms.Emit(_graph, _file, node, inputs);
        }
        catch (GraphException e)
        {
            throw new GraphException($"{_file.Path}: {e.Message}", node.Label, node.Operator, e);
        }

        for (int i = 0; i < node.Outputs.Count; i++)
        {
            _values[node.Outputs[i]] = i == 0 ? Adapted(node, outputs[0]) : outputs[i];
        }
    }

    private GraphValue Value(string name)
    {
        if (_values.TryGetValue(name, out GraphValue? known))
        {
            return known;
        }

        if (!_file.Initializers.TryGetValue(name, out GraphTensor? tensor))
        {
            throw _file.Unsupported($"nothing gives the value '{name}'; the file is damaged. Fetch it again.", name);
        }

        return _values[name] = _weights.Find(name) is { } weight && IsTrained(weight) ? Trained(weight) : _graph.Constant(OnnxNodeForms.Widened(tensor), _options.Prefix + name);
    }

    private bool IsTrained(StoredWeight weight) => _options.IsTrained(_module[weight.Name]);

    private GraphValue Trained(StoredWeight weight)
    {
        // A second graph over the same parameters need not unpack the file's own numbers again.
        string name = _options.Prefix + weight.Name;
        Initialization start = _parameters.TryGet(name, out _) ? Initialization.Zeros : Initialization.Values(weight.Unpack());
        return _graph.Use(_parameters.GetOrAdd(name, weight.Shape, start));
    }

    private GraphValue Used(FileWeights.ScaledUse use)
    {
        GraphValue weight = IsTrained(use.Weight) ? Trained(use.Weight) : _graph.Constant(use.Weight.Unpack(), [.. use.Weight.Shape]);
        GraphValue input = Value(use.Input);
        return use.IsLookUp ? weight.Gather(input) : WithAdapter(use.Weight.Name, input, input.MatMul(weight));
    }

    // x W + α/r x A B.
    private GraphValue Adapted(OnnxFileNode node, GraphValue output) =>
        node.Operator is "MatMul" or "Gemm" ? WithAdapter(node.Inputs[1], _values.GetValueOrDefault(node.Inputs[0]), output) : output;

    private GraphValue WithAdapter(string name, GraphValue? input, GraphValue output)
    {
        if (_options.Lora is not { } lora || input is null || !_module.TryGetValue(name, out OnnxModuleWeight? weight) || !_options.IsAdapted(weight))
        {
            return output;
        }

        (Parameter a, Parameter b) = LoraAdapter.Parameters(_parameters, _options, weight);
        return output + (input.MatMul(_graph.Use(a)).MatMul(_graph.Use(b)) * lora.Scale);
    }
}
