using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>What is done to every gradient before a step.</summary>
/// <param name="Factor">Each is multiplied by this.</param>
/// <param name="Limit">Then held within ± this; null for no limit.</param>
internal readonly record struct GradientScaling(float Factor, float? Limit)
{
    public void Apply(ReadOnlySpan<float> gradient, Span<float> scaled)
    {
        TensorPrimitives.Multiply(gradient, Factor, scaled);
        if (Limit is { } limit)
        {
            TensorPrimitives.Clamp(scaled, -limit, limit, scaled);
        }
    }
}
