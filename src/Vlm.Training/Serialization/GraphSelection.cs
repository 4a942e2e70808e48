namespace Vlm.Training;

/// <summary>What of a graph leads to given outputs: the rest is not written. Everything in the order in which it was added.</summary>
internal sealed class GraphSelection
{
    private readonly HashSet<GraphValue> _values = [];

    public GraphSelection(TrainingGraph graph, IEnumerable<GraphValue> outputs)
    {
        HashSet<GraphNode> nodes = [];
        Stack<GraphValue> open = new(outputs);
        while (open.TryPop(out GraphValue? value))
        {
            if (value.Graph != graph)
            {
                throw new GraphException($"'{value.Name}' belongs to another graph.");
            }

            if (_values.Add(value) && value.Producer is { } producer && nodes.Add(producer))
            {
                foreach (GraphValue? input in producer.Inputs)
                {
                    if (input is not null)
                    {
                        open.Push(input);
                    }
                }
            }
        }

        Nodes = [.. graph.Nodes.Where(nodes.Contains)];
        Inputs = [.. graph.Inputs.Where(_values.Contains)];
        Parameters = [.. graph.ParameterValues.Where(_values.Contains)];
        Constants = [.. graph.ConstantValues.Where(_values.Contains)];
    }

    public IReadOnlyList<GraphNode> Nodes { get; }

    public IReadOnlyList<GraphValue> Inputs { get; }

    public IReadOnlyList<GraphValue> Parameters { get; }

    public IReadOnlyList<GraphValue> Constants { get; }

    /// <summary>Whether something reads the value.</summary>
    public bool Uses(GraphValue value) => _values.Contains(value);
}
