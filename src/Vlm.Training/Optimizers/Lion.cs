using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Lion (X. Chen et al., 2023): w ← w (1 − lr λ) − lr sign(β₁ m + (1 − β₁) g), then m ← β₂ m + (1 − β₂) g.</summary>
public sealed class Lion : Optimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size: every element moves by it.</param>
    /// <param name="weightDecay">λ, for parameters that decay.</param>
    /// <param name="beta1">How much of the mean goes into the sign.</param>
    /// <param name="beta2">How much of the mean is kept.</param>
    public Lion(double learningRate, double weightDecay = 0, double beta1 = 0.9, double beta2 = 0.99)
        : base(learningRate, "mean")
    {
        _beta1 = (float)beta1;
        _beta2 = (float)beta2;
        _decay = weightDecay;
    }

    private protected override double Decay => _decay;

    private protected override void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings)
    {
        WeightDecay.Shrink(values, settings);
        Span<float> mean = state[0], direction = stackalloc float[mean.Length];
        TensorPrimitives.Multiply(mean, _beta1, direction);
        TensorPrimitives.MultiplyAdd(gradient, 1 - _beta1, direction, direction);
        float step = (float)settings.LearningRate;
        for (int i = 0; i < direction.Length; i++)
        {
            values[i] -= direction[i] > 0 ? step : direction[i] < 0 ? -step : 0;
        }

        TensorPrimitives.Multiply(mean, _beta2, mean);
        TensorPrimitives.MultiplyAdd(gradient, 1 - _beta2, mean, mean);
    }
}
