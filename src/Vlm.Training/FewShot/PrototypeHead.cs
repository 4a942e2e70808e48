using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Cosines to the mean of each class's examples, times a scale.</summary>
/// <param name="means">[K, D], of norm 1.</param>
/// <param name="classes">K.</param>
internal sealed class PrototypeHead(float[] means, int classes) : FewShotHead
{
    /// <summary>The scale of the logits; CLIP's own.</summary>
    public const float Scale = 100;

    public override long Parameters => means.Length;

    public static PrototypeHead Of(FewShotSet examples, int classes) => new(MeansOf(examples, classes), classes);

    /// <summary>The mean of each class's examples, brought to norm 1: [K, D].</summary>
    public static float[] MeansOf(FewShotSet examples, int classes)
    {
        float[] means = new float[classes * examples.Width];
        for (int i = 0; i < examples.Count; i++)
        {
            Span<float> mean = means.AsSpan(examples.Labels[i] * examples.Width, examples.Width);
            TensorPrimitives.Add(mean, examples.Row(i), mean);
        }

        for (int k = 0; k < classes; k++)
        {
            FewShotSet.Normalize(means.AsSpan(k * examples.Width, examples.Width));
        }

        return means;
    }

    public override float[] Score(FewShotSet pictures)
    {
        float[] logits = pictures.Cosines(means);
        TensorPrimitives.Multiply(logits, Scale, logits);
        return logits;
    }

    public override GraphValue Logits(GraphValue features) =>
        features.MatMul(features.Graph.Constant(means, classes, means.Length / classes).Transpose(1, 0)) * Scale;
}
