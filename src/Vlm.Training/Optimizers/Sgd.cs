using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// Stochastic gradient descent: v ← μ v + (1 − dampening) g, with v = g at the first step; w ← w − lr v, or with Nesterov's
/// momentum w ← w − lr (g + μ v).
/// </summary>
public sealed class Sgd : Optimizer
{
    private readonly float _momentum;
    private readonly float _dampening;
    private readonly bool _nesterov;
    private readonly double _decay;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The step size.</param>
    /// <param name="momentum">μ; 0 for none.</param>
    /// <param name="dampening">How much less of the gradient goes into the momentum.</param>
    /// <param name="nesterov">Whether the step looks ahead along the momentum.</param>
    /// <param name="weightDecay">λ, added to the gradient as λ w, for parameters that decay.</param>
    public Sgd(double learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, double weightDecay = 0)
        : base(learningRate, momentum == 0 ? [] : ["momentum"])
    {
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException($"Nesterov's momentum needs a momentum and no dampening; given: {momentum} and {dampening}.", nameof(nesterov));
        }

        _momentum = (float)momentum;
        _dampening = (float)dampening;
        _nesterov = nesterov;
        _decay = weightDecay;
    }

    private protected override double Decay => _decay;

    private protected override void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings)
    {
        WeightDecay.AddTo(gradient, values, settings);
        ReadOnlySpan<float> direction = gradient;
        if (_momentum != 0)
        {
            Span<float> velocity = state[0];
            if (settings.StepCount == 1)
            {
                gradient.CopyTo(velocity);
            }
            else
            {
                TensorPrimitives.Multiply(velocity, _momentum, velocity);
                TensorPrimitives.MultiplyAdd(gradient, 1 - _dampening, velocity, velocity);
            }

            if (_nesterov)
            {
                TensorPrimitives.MultiplyAdd(velocity, _momentum, gradient, gradient);
            }
            else
            {
                direction = velocity;
            }
        }

        TensorPrimitives.MultiplyAdd(direction, (float)-settings.LearningRate, values, values);
    }
}
