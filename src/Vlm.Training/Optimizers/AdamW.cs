namespace Vlm.Training;

/// <summary>Adam with decoupled weight decay (I. Loshchilov and F. Hutter, 2017): w ← w (1 − lr λ) before Adam's step.</summary>
public sealed class AdamW : Optimizer
{
    private readonly AdamRule _rule;
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="weightDecay">λ, for parameters that decay.</param>
    /// <param name="beta1">How much of the mean of gradients is kept.</param>
    /// <param name="beta2">How much of the mean of their squares is kept.</param>
    /// <param name="epsilon">Added to the root, against a division by 0.</param>
    public AdamW(double learningRate, double weightDecay = 0.01, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8)
        : base(learningRate, "mean", "square")
    {
        _rule = new AdamRule(beta1, beta2, epsilon);
        _decay = weightDecay;
    }

    private protected override double Decay => _decay;

    private protected override void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings)
    {
        WeightDecay.Shrink(values, settings);
        _rule.Update(values, gradient, state[0], state[1], default, settings);
    }
}
