namespace Vlm.Training;

/// <summary>What an operator's gradient rule sees: its node, the gradients of its outputs, and a place for those of its inputs.</summary>
internal sealed class GradientContext
{
    private readonly GraphValue?[] _outputs;
    private readonly Predicate<GraphValue> _isWanted;
    private readonly Action<GraphValue, GraphValue> _give;

    public GradientContext(GraphNode node, GraphValue?[] outputs, Predicate<GraphValue> isWanted, Action<GraphValue, GraphValue> give)
    {
        Node = node;
        _outputs = outputs;
        _isWanted = isWanted;
        _give = give;
    }

    public GraphNode Node { get; }

    public TrainingGraph Graph => Node.Outputs[0].Graph;

    /// <summary>dy: the gradient of the first output.</summary>
    public GraphValue Upstream => _outputs[0] ?? throw new GraphException(
        $"{Node}: only a secondary output is used, and no gradient is known for that.", Node.Name, Node.Operator);

    /// <summary>y: the first output.</summary>
    public GraphValue Output => Node.Outputs[0];

    public GraphValue Input(int index) => Node.Input(index);

    /// <summary>The gradient of an output; null where nothing depends on it.</summary>
    public GraphValue? UpstreamOf(int output) => _outputs[output];

    /// <summary>Whether anything that is trained depends on this input.</summary>
    public bool Wants(int index) => Node.Optional(index) is { } input && _isWanted(input);

    /// <summary>Gives an input its gradient; what broadcasting repeated is summed.</summary>
    public void Give(int index, GraphValue gradient) => _give(Input(index), Unbroadcast.ToShapeOf(Input(index), gradient));

    public GraphException Unsupported(string what) => new($"{Node} has no gradient here: {what}", Node.Name, Node.Operator);
}
