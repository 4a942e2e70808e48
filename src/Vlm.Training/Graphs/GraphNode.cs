namespace Vlm.Training;

/// <summary>One operator of a graph, with what it reads and what it gives.</summary>
internal sealed class GraphNode
{
    public GraphNode(string name, string @operator, string domain, GraphValue?[] inputs, NodeAttributes attributes)
    {
        Name = name;
        Operator = @operator;
        Domain = domain;
        Inputs = inputs;
        Attributes = attributes;
    }

    public string Name { get; }

    public string Operator { get; }

    /// <summary>Empty for ONNX's own operators.</summary>
    public string Domain { get; }

    /// <summary>Null where an optional input is left out.</summary>
    public IReadOnlyList<GraphValue?> Inputs { get; }

    /// <summary>As many as the operator gives here; set once, when the node is added.</summary>
    public IReadOnlyList<GraphValue> Outputs { get; internal set; } = [];

    public NodeAttributes Attributes { get; }

    /// <summary>Where set, how the node is differentiated instead of by its operator's own rule.</summary>
    public CustomGradient? Gradient { get; internal set; }

    public GraphValue Input(int index) => Inputs[index] ?? throw new GraphException($"{Operator} '{Name}': input {index} is left out, but its gradient needs it.");

    public GraphValue? Optional(int index) => index < Inputs.Count ? Inputs[index] : null;

    public override string ToString() => $"{Operator} '{Name}'";
}
