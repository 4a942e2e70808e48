namespace Vlm.Onnx;

/// <summary>
/// The nodes and the weights of an .onnx file, as far as explanations need them: who makes a value, and what a small weight
/// holds. Sessions do not tell. Weights in files of their own are not followed.
/// </summary>
internal sealed class OnnxGraph
{
    private readonly Dictionary<string, OnnxNode> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OnnxWeight> _weights = new(StringComparer.Ordinal);

    private OnnxGraph()
    {
    }

    /// <summary>Reads a file; null where its structure is not whole.</summary>
    public static OnnxGraph? Read(string path)
    {
        OnnxGraph graph = new();
        ProtobufReader model = new(File.ReadAllBytes(path));
        while (model.Next())
        {
            if (model.Field == 7 && model.IsBytes)
            {
                graph.ReadGraph(model.Bytes);
            }
        }

        return model.Damaged ? null : graph;
    }

    public OnnxNode? MakerOf(string value) => _makers.GetValueOrDefault(value);

    /// <summary>A weight under its name, or behind a Cast or Identity.</summary>
    public OnnxWeight? WeightOf(string value) =>
        _weights.GetValueOrDefault(value) ?? (MakerOf(value) is { Operator: "Cast" or "Identity", Inputs: [{ } input] } ? _weights.GetValueOrDefault(input) : null);

    private void ReadGraph(ReadOnlyMemory<byte> bytes)
    {
        ProtobufReader graph = new(bytes);
        while (graph.Next())
        {
            if (graph.Field == 1 && graph.IsBytes)
            {
                OnnxNode node = OnnxNode.Read(graph.Bytes);
                foreach (string output in node.Outputs)
                {
                    _makers[output] = node;
                }
            }
            else if (graph.Field == 5 && graph.IsBytes)
            {
                OnnxWeight weight = OnnxWeight.Read(graph.Bytes);
                _weights[weight.Name] = weight;
            }
        }
    }
}
