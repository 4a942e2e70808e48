using System.Numerics.Tensors;

namespace Vlm.Generation;

/// <summary>Divides the scores: below 1 sharpens, above 1 flattens.</summary>
internal sealed class TemperatureWarper(float temperature) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores) => TensorPrimitives.Divide(scores, temperature, scores);
}
