using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The two ways in which weights decay.</summary>
internal static class WeightDecay
{
    /// <summary>As a penalty λ/2 w² in the loss: g ← g + λ w.</summary>
    public static void AddTo(Span<float> gradient, ReadOnlySpan<float> values, in StepSettings settings)
    {
        if (settings.Decay != 0)
        {
            TensorPrimitives.MultiplyAdd(values, (float)settings.Decay, gradient, gradient);
        }
    }

    /// <summary>Apart from the gradient: w ← w (1 − lr λ).</summary>
    public static void Shrink(Span<float> values, in StepSettings settings)
    {
        if (settings.Decay != 0)
        {
            TensorPrimitives.Multiply(values, (float)(1 - (settings.LearningRate * settings.Decay)), values);
        }
    }
}
