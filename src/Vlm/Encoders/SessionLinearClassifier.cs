using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>The last layer of an encoder whose classes are linear in the mean of its rows, read from its file.</summary>
internal sealed class SessionLinearClassifier : ILinearImageClassifier
{
    private readonly float[] _weights;
    private readonly float[] _bias;

    private SessionLinearClassifier(IReadOnlyList<string> labels, float[] weights, float[] bias)
    {
        Labels = labels;
        _weights = weights;
        _bias = bias;
        InputSize = weights.Length / bias.Length;
    }

    public IReadOnlyList<string> Labels { get; }

    public int InputSize { get; }

    public ReadOnlyMemory<float> WeightsOf(int label) => _weights.AsMemory(label * InputSize, InputSize);

    public float BiasOf(int label) => _bias[label];

    /// <summary>Finds global average pooling → Gemm (or MatMul and Add) → logits; null where the file is built otherwise.</summary>
    public static SessionLinearClassifier? Find(string path, string logits, int width, IReadOnlyList<string> labels)
    {
        if (OnnxGraph.Read(path) is not { } graph || graph.MakerOf(logits) is not { } last)
        {
            return null;
        }

        (string Input, string Weights, string Bias, bool Transposed)? layer = last switch
        {
            { Operator: "Gemm", HasOther: false, Inputs: [var x, var w, var b] } when last.Numbers.GetValueOrDefault("transA") == 0 => (x, w, b, last.Numbers.GetValueOrDefault("transB") == 1),
            { Operator: "Add", Inputs: [var product, var b] } when graph.MakerOf(product) is { Operator: "MatMul", Inputs: [var x, var w] } => (x, w, b, false),
            _ => null,
        };
        if (layer is not { } found || !IsMean(graph, found.Input)
            || graph.WeightOf(found.Weights) is not { Shape.Count: 2 } matrix || matrix.ToSingles() is not { } weights
            || graph.WeightOf(found.Bias)?.ToSingles() is not { } bias
            || bias.Length != labels.Count || weights.Length != (long)bias.Length * width || matrix.Shape[found.Transposed ? 0 : 1] != bias.Length)
        {
            return null;
        }

        return new SessionLinearClassifier(labels, found.Transposed ? weights : Transpose(weights, bias.Length), bias);
    }

    private static bool IsMean(OnnxGraph graph, string value)
    {
        OnnxNode? maker = graph.MakerOf(value);
        while (maker is { Operator: "Flatten" or "Squeeze" or "Reshape" or "Identity" })
        {
            maker = graph.MakerOf(maker.Inputs[0]);
        }

        return maker is { Operator: "GlobalAveragePool" or "ReduceMean" };
    }

    private static float[] Transpose(float[] weights, int classes)
    {
        float[] rows = new float[weights.Length];
        int width = weights.Length / classes;
        for (int i = 0; i < weights.Length; i++)
        {
            rows[(i % classes * width) + (i / classes)] = weights[i];
        }

        return rows;
    }
}
