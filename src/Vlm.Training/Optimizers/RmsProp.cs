using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>RMSProp (T. Tieleman and G. Hinton, 2012), not centred: s ← α s + (1 − α) g², w ← w − lr g / (√s + ε).</summary>
public sealed class RmsProp : Optimizer
{
    private readonly float _alpha;
    private readonly float _epsilon;
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w, for parameters that decay.</param>
    /// <param name="alpha">How much of the mean of squares is kept.</param>
    /// <param name="epsilon">Added to the root, against a division by 0.</param>
    public RmsProp(double learningRate, double weightDecay = 0, double alpha = 0.99, double epsilon = 1e-8)
        : base(learningRate, "square")
    {
        _alpha = (float)alpha;
        _epsilon = (float)epsilon;
        _decay = weightDecay;
    }

    private protected override double Decay => _decay;

    private protected override void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings)
    {
        WeightDecay.AddTo(gradient, values, settings);
        Span<float> square = state[0], root = stackalloc float[square.Length];
        TensorPrimitives.Multiply(gradient, gradient, root);
        TensorPrimitives.Multiply(square, _alpha, square);
        TensorPrimitives.MultiplyAdd(root, 1 - _alpha, square, square);
        RootScaledStep.Take(values, gradient, square, _epsilon, settings);
    }
}
