using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>The MLP of the optimizer goldens: x W1 + b1, ReLU, W2, GELU, W3, cross entropy; its parameters flattened in the goldens' order.</summary>
internal sealed class GoldenMlp : IDisposable
{
    private static readonly string[] Order = [.. GoldenJson.Read(GoldenFolder.Path("gradients", "modules.json")).GetProperty("mlp_flat_order").EnumerateArray().Select(item => item[0].GetString()!)];

    private readonly SafetensorsFile _golden;

    public GoldenMlp(SafetensorsFile golden)
    {
        _golden = golden;
        TrainingGraph graph = new();
        foreach (string name in Order)
        {
            Parameters.Add(name, golden.Shape($"mlp.start.{name}"), Initialization.Values(golden.Floats($"mlp.start.{name}"))).Decays = true;
        }

        GraphValue P(string name) => graph.Use(Parameters[name]);
        GraphValue x = graph.Input("x", TensorElementType.Float32, "batch", golden.Shape("mlp.x")[2]);
        GraphValue y = graph.Input("y", TensorElementType.Int64, "batch");
        GraphValue hidden = ((x.MatMul(P("w1")) + P("b1")).Relu().MatMul(P("w2")) + P("b2")).Gelu();
        Loss = (hidden.MatMul(P("w3")) + P("b3")).CrossEntropy(y);
    }

    public static SafetensorsFile Golden => SafetensorsFile.Read(GoldenFolder.Path("gradients", "optimisers.safetensors"));

    public ParameterSet Parameters { get; } = [];

    public GraphValue Loss { get; }

    /// <summary>All parameters behind each other.</summary>
    public float[] Flat => [.. Order.SelectMany(name => Parameters[name].Values.ToArray())];

    /// <summary>Batch t, or some of its rows.</summary>
    public TrainingBatch Batch(int t, int from = 0, int count = 12)
    {
        int inputs = (int)_golden.Shape("mlp.x")[2];
        float[] x = _golden.Floats("mlp.x")[(((t * 12) + from) * inputs)..(((t * 12) + from + count) * inputs)];
        long[] y = _golden.Longs("mlp.y")[((t * 12) + from)..((t * 12) + from + count)];
        return new TrainingBatch().Add("x", new TensorBuffer<float>(x, [count, inputs])).Add("y", new TensorBuffer<long>(y, [count]));
    }

    /// <summary>Ten steps; the parameters after each.</summary>
    public float[][] Train(Optimizer optimizer, TrainingSessionOptions? options = null, Action<int, TrainingStep>? afterStep = null)
    {
        using TrainingSession session = new(Loss, optimizer, options);
        float[][] states = new float[10][];
        for (int t = 0; t < states.Length; t++)
        {
            using TrainingBatch batch = Batch(t);
            TrainingStep step = session.Step(batch);
            afterStep?.Invoke(t, step);
            states[t] = Flat;
        }

        return states;
    }

    public static JsonElement Settings(string name) => GoldenJson.Read(GoldenFolder.Path("gradients", "modules.json")).GetProperty(name);

    public void Dispose() => Parameters.Dispose();
}
