using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// Adam's step (D. Kingma and J. Ba, 2014): m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g²,
/// w ← w − lr m / (1 − β₁ᵗ) / (√(v / (1 − β₂ᵗ)) + ε). AMSGrad (S. Reddi et al., 2018) divides by the largest v so far.
/// </summary>
internal readonly record struct AdamRule(double Beta1, double Beta2, double Epsilon)
{
    /// <summary>One step for a block.</summary>
    /// <param name="values">w.</param>
    /// <param name="gradient">g; overwritten.</param>
    /// <param name="mean">m.</param>
    /// <param name="square">v.</param>
    /// <param name="largest">The largest v so far; empty for plain Adam.</param>
    /// <param name="settings">The step size and the number of the step.</param>
    public void Update(Span<float> values, Span<float> gradient, Span<float> mean, Span<float> square, Span<float> largest, in StepSettings settings)
    {
        TensorPrimitives.Multiply(mean, (float)Beta1, mean);
        TensorPrimitives.MultiplyAdd(gradient, (float)(1 - Beta1), mean, mean);
        TensorPrimitives.Multiply(gradient, gradient, gradient);
        TensorPrimitives.Multiply(square, (float)Beta2, square);
        TensorPrimitives.MultiplyAdd(gradient, (float)(1 - Beta2), square, square);
        ReadOnlySpan<float> root = square;
        if (!largest.IsEmpty)
        {
            TensorPrimitives.Max(largest, square, largest);
            root = largest;
        }

        double firstCorrection = 1 - Math.Pow(Beta1, settings.StepCount), secondCorrection = 1 - Math.Pow(Beta2, settings.StepCount);
        TensorPrimitives.Sqrt(root, gradient);
        TensorPrimitives.Multiply(gradient, (float)(1 / Math.Sqrt(secondCorrection)), gradient);
        TensorPrimitives.Add(gradient, (float)Epsilon, gradient);
        TensorPrimitives.Divide(mean, gradient, gradient);
        TensorPrimitives.MultiplyAdd(gradient, (float)(-settings.LearningRate / firstCorrection), values, values);
    }
}
