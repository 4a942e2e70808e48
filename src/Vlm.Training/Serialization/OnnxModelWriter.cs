using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Writes a graph as an ONNX model (the protobuf messages ModelProto, GraphProto, NodeProto … of ONNX's onnx.proto). The same
/// graph and the same numbers give the same bytes.
/// </summary>
internal sealed class OnnxModelWriter
{
    private readonly ProtobufWriter _writer = new(1 << 16);
    private readonly GraphSelection _selection;
    private readonly Dictionary<GraphValue, string> _names = [];
    private readonly List<(string Source, string Name)> _copies = [];
    private readonly bool _feedsParameters;

    private OnnxModelWriter(GraphSelection selection, IReadOnlyList<GraphOutput> outputs, bool feedsParameters)
    {
        _selection = selection;
        _feedsParameters = feedsParameters;
        Name(outputs);
    }

    /// <summary>Writes what leads to some values of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The outputs of the model, in their order.</param>
    /// <param name="feedsParameters">Whether parameters are inputs that every run is fed, as in training, or stand in the model.</param>
    public static byte[] Write(TrainingGraph graph, IReadOnlyList<GraphOutput> outputs, bool feedsParameters)
    {
        GraphSelection selection = new(graph, outputs.Select(output => output.Value));
        OnnxModelWriter writer = new(selection, outputs, feedsParameters);
        writer.WriteModel(graph.Opset, outputs);
        return writer._writer.Written.ToArray();
    }

    // An output that is an input too, or is asked for twice, is copied under its second name.
    private void Name(IReadOnlyList<GraphOutput> outputs)
    {
        foreach (GraphOutput output in outputs)
        {
            if (output.Value.Producer is null || !_names.TryAdd(output.Value, output.Name))
            {
                _copies.Add((NameOf(output.Value), output.Name));
            }
        }
    }

    private string NameOf(GraphValue? value) => value is null ? "" : _names.GetValueOrDefault(value, value.Name);

    private void WriteModel(int opset, IReadOnlyList<GraphOutput> outputs)
    {
        _writer.Number(1, opset >= 19 ? 9 : 8);
        _writer.Text(2, "Vlm");
        int graph = _writer.Begin(7);
        WriteGraph(outputs);
        _writer.End(graph);
        WriteOpset("", opset);
        if (_selection.Nodes.Any(node => node.Domain.Length > 0))
        {
            WriteOpset("com.microsoft", 1);
        }
    }

    private void WriteOpset(string domain, int version)
    {
        int start = _writer.Begin(8);
        _writer.Text(1, domain);
        _writer.Number(2, version);
        _writer.End(start);
    }

    private void WriteGraph(IReadOnlyList<GraphOutput> outputs)
    {
        if (!_feedsParameters)
        {
            foreach (GraphValue parameter in _selection.Parameters.Where(IsHalf))
            {
                WriteNode("Cast", $"{parameter.Name}/Cast", "", [$"{parameter.Name}.f16"], [parameter.Name], NodeAttributes.Of("to", OnnxTypes.ToNumber(TensorElementType.Float32)));
            }
        }

        foreach (GraphNode node in _selection.Nodes)
        {
            List<string> inputs = [.. node.Inputs.Select(NameOf)], results = [.. node.Outputs.Select(output => IsWritten(node, output) ? NameOf(output) : "")];
            WriteNode(node.Operator, node.Name, node.Domain, Trim(inputs), Trim(results), node.Attributes);
        }

        foreach ((string source, string name) in _copies)
        {
            WriteNode("Identity", $"{name}/Identity", "", [source], [name], NodeAttributes.None);
        }

        _writer.Text(2, "graph");
        WriteInitializers();
        foreach (GraphValue input in _feedsParameters ? _selection.Inputs.Concat(_selection.Parameters) : _selection.Inputs)
        {
            WriteValue(11, input.Name, input);
        }

        foreach (GraphOutput output in outputs)
        {
            WriteValue(12, output.Name, output.Value);
        }
    }

    // Each part of a Split is an output of its own, and none may be left out; what others give beside their first may.
    private bool IsWritten(GraphNode node, GraphValue output) => node.Operator == "Split" || _selection.Uses(output);

    private void WriteInitializers()
    {
        foreach (GraphValue constant in _selection.Constants)
        {
            TensorEncoding.Write(_writer, 5, constant.Name, constant.Constant!);
        }

        foreach (Parameter parameter in _feedsParameters ? [] : _selection.Parameters.Select(value => value.Parameter!))
        {
            TensorEncoding.Write(_writer, 5, parameter);
        }
    }

    private static bool IsHalf(GraphValue value) => TensorEncoding.IsHalf(value.Parameter!);

    private void WriteNode(string @operator, string name, string domain, IReadOnlyList<string> inputs, IReadOnlyList<string> outputs, NodeAttributes attributes)
    {
        int start = _writer.Begin(1);
        foreach (string input in inputs)
        {
            _writer.Text(1, input);
        }

        foreach (string output in outputs)
        {
            _writer.Text(2, output);
        }

        _writer.Text(3, name);
        _writer.Text(4, @operator);
        foreach ((string key, object value) in attributes.All)
        {
            WriteAttribute(key, value);
        }

        if (domain.Length > 0)
        {
            _writer.Text(7, domain);
        }

        _writer.End(start);
    }

    // The last field of an attribute is its type, as the proto numbers them.
    private void WriteAttribute(string name, object value)
    {
        int start = _writer.Begin(5);
        _writer.Text(1, name);
        switch (value)
        {
            case float number:
                _writer.Single(2, number);
                _writer.Number(20, 1);
                break;
            case long number:
                _writer.Number(3, number);
                _writer.Number(20, 2);
                break;
            case string text:
                _writer.Text(4, text);
                _writer.Number(20, 3);
                break;
            case GraphTensor tensor:
                TensorEncoding.Write(_writer, 5, "", tensor);
                _writer.Number(20, 4);
                break;
            case float[] numbers:
                foreach (float number in numbers)
                {
                    _writer.Single(7, number);
                }

                _writer.Number(20, 6);
                break;
            case long[] numbers:
                foreach (long number in numbers)
                {
                    _writer.Number(8, number);
                }

                _writer.Number(20, 7);
                break;
            default:
                throw new GraphException($"The attribute '{name}' is a {value.GetType().Name}, which is not written.");
        }

        _writer.End(start);
    }

    private void WriteValue(int field, string name, GraphValue value)
    {
        int info = _writer.Begin(field);
        _writer.Text(1, name);
        int type = _writer.Begin(2);
        int tensor = _writer.Begin(1);
        _writer.Number(1, OnnxTypes.ToNumber(value.ElementType));
        if (value.HasShape)
        {
            int shape = _writer.Begin(2);
            foreach (Dimension size in value.Shape)
            {
                int dimension = _writer.Begin(1);
                if (size.IsKnown)
                {
                    _writer.Number(1, size.Size);
                }
                else
                {
                    _writer.Text(2, size.ToString());
                }

                _writer.End(dimension);
            }

            _writer.End(shape);
        }

        _writer.End(tensor);
        _writer.End(type);
        _writer.End(info);
    }

    private static List<string> Trim(List<string> names)
    {
        while (names.Count > 0 && names[^1].Length == 0)
        {
            names.RemoveAt(names.Count - 1);
        }

        return names;
    }
}
