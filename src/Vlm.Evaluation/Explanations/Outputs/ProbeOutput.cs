using System.Numerics.Tensors;

namespace Vlm.Evaluation;

/// <summary>A class of a linear probe and its logit.</summary>
internal sealed class ProbeOutput(ProbeStages stages, ILinearImageClassifier probe, int label) : ScoredOutput
{
    public override string ScoreName => "logit";

    public override Task<double[][]> ScoreAsync(IReadOnlyList<ImageInput> pictures, CancellationToken cancellationToken) => Task.Run(
        () => Array.ConvertAll(stages.RowsOf(pictures, probe.InputSize, cancellationToken), rows => new[] { Logit(rows, probe.WeightsOf(label).Span, probe.BiasOf(label)) }), cancellationToken);

    /// <summary>As a session computes it: the mean of the rows first, then one product, in single precision.</summary>
    public static double Logit(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, float bias)
    {
        int count = rows.Length / weights.Length;
        float[] mean = new float[weights.Length];
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.Add(mean, rows.Slice(i * weights.Length, weights.Length), mean);
        }

        TensorPrimitives.Divide(mean, count, mean);
        return TensorPrimitives.Dot(mean, weights) + bias;
    }
}
