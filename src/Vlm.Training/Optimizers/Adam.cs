namespace Vlm.Training;

/// <summary>Adam (D. Kingma and J. Ba, 2014); weight decay is added to the gradient as λ w. <see cref="AdamW"/> keeps it apart.</summary>
public sealed class Adam : Optimizer
{
    private readonly AdamRule _rule;
    private readonly bool _keepsLargest;
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="weightDecay">λ, for parameters that decay.</param>
    /// <param name="beta1">How much of the mean of gradients is kept.</param>
    /// <param name="beta2">How much of the mean of their squares is kept.</param>
    /// <param name="epsilon">Added to the root, against a division by 0.</param>
    /// <param name="amsGrad">Whether the largest mean of squares so far divides (AMSGrad; S. Reddi et al., 2018).</param>
    public Adam(double learningRate, double weightDecay = 0, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, bool amsGrad = false)
        : base(learningRate, amsGrad ? ["mean", "square", "largest"] : ["mean", "square"])
    {
        _rule = new AdamRule(beta1, beta2, epsilon);
        _keepsLargest = amsGrad;
        _decay = weightDecay;
    }

    private protected override double Decay => _decay;

    private protected override void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings)
    {
        WeightDecay.AddTo(gradient, values, settings);
        _rule.Update(values, gradient, state[0], state[1], _keepsLargest ? state[2] : default, settings);
    }
}
