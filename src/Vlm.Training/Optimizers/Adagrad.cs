using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Adagrad (J. Duchi et al., 2011): s ← s + g², w ← w − lr g / (√s + ε), s from 0.</summary>
public sealed class Adagrad : Optimizer
{
    private readonly float _epsilon;
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w, for parameters that decay.</param>
    /// <param name="epsilon">Added to the root, against a division by 0.</param>
    public Adagrad(double learningRate, double weightDecay = 0, double epsilon = 1e-10)
        : base(learningRate, "sum")
    {
        _epsilon = (float)epsilon;
        _decay = weightDecay;
    }

    private protected override double Decay => _decay;

    private protected override void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings)
    {
        WeightDecay.AddTo(gradient, values, settings);
        TensorPrimitives.MultiplyAdd(gradient, gradient, state[0], state[0]);
        RootScaledStep.Take(values, gradient, state[0], _epsilon, settings);
    }
}
