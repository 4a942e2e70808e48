using System.Text.Json;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>A golden case as a graph: what is differentiated are parameters, the rest is fed.</summary>
internal sealed class CaseGraph : IDisposable
{
    private readonly Dictionary<string, GraphValue> _values = [];

    private CaseGraph(GradientCase @case, int opset)
    {
        Case = @case;
        Graph = new TrainingGraph(opset);
        foreach (string name in @case.Inputs)
        {
            _values[name] = Declare(name);
        }

        Outputs = @case.Onnx is { } onnx ? [Node(onnx)] : CompositeCases.Build(this);
    }

    public GradientCase Case { get; }

    public TrainingGraph Graph { get; }

    public ParameterSet Parameters { get; } = [];

    public TrainingBatch Batch { get; } = new();

    public IReadOnlyList<GraphValue> Outputs { get; }

    public GraphValue this[string name] => _values[name];

    public static CaseGraph Build(GradientCase @case, int opset = 20) => new(@case, opset);

    /// <summary>Σ outputs · upstream gradients.</summary>
    public GraphValue Loss()
    {
        GraphValue? loss = null;
        for (int i = 0; i < Outputs.Count; i++)
        {
            GraphValue weighted = Case.Upstream(i) is { } upstream ? Outputs[i] * Graph.Constant(upstream, Case.OutputShape(i)) : Outputs[i];
            GraphValue term = weighted.Rank == 0 ? weighted : weighted.Sum();
            loss = loss is null ? term : loss + term;
        }

        return loss!;
    }

    public void Dispose()
    {
        Parameters.Dispose();
        Batch.Dispose();
    }

    private GraphValue Declare(string name)
    {
        long[] shape = Case.Shape(name);
        if (Case.GradientsOf.Contains(name))
        {
            return Graph.Use(Parameters.Add(name, shape, Initialization.Values(Case.Floats(name))));
        }

        Dimension[] dimensions = [.. shape.Select(Dimension.FromInt64)];
        switch (Case.Dtype(name))
        {
            case "I64":
                Batch.Add(name, new TensorBuffer<long>(Case.Longs(name), shape));
                return Graph.Input(name, TensorElementType.Int64, dimensions);
            case "U8":
                Batch.Add(name, new TensorBuffer<bool>(Array.ConvertAll(Case.Longs(name), value => value != 0), shape));
                return Graph.Input(name, TensorElementType.Boolean, dimensions);
            default:
                Batch.Add(name, new TensorBuffer<float>(Case.Floats(name), shape));
                return Graph.Input(name, TensorElementType.Float32, dimensions);
        }
    }

    private GraphValue Node(JsonElement onnx)
    {
        string name = onnx.GetProperty("op_type").GetString()!;
        NodeAttributes attributes = NodeAttributes.None;
        foreach (JsonProperty attribute in onnx.GetProperty("attributes").EnumerateObject())
        {
            attributes = attributes.With(attribute.Name, Value(attribute));
        }

        GraphValue[] inputs = [.. onnx.GetProperty("inputs").EnumerateArray().Select(input => _values[input.GetString()!])];
        return name switch
        {
            "LayerNormalization" => Graph.Emit(name, "", attributes, 3, inputs)[0],
            "MaxPool" => Graph.Emit(name, "", attributes, 2, inputs)[0],
            _ => Graph.Node(name, attributes, inputs),
        };
    }

    // Which numbers are real is not to be seen in JSON: 1 may mean 1.0.
    private static object Value(JsonProperty attribute) => attribute.Value.ValueKind switch
    {
        JsonValueKind.Array => attribute.Value.EnumerateArray().Select(item => item.GetInt64()).ToArray(),
        JsonValueKind.String => attribute.Value.GetString()!,
        _ when attribute.Name is "alpha" or "beta" or "epsilon" => attribute.Value.GetSingle(),
        _ => attribute.Value.GetInt64(),
    };
}
