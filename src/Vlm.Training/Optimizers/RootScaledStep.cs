using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>w ← w − lr g / (√s + ε): the step of optimizers that scale each element by its own history.</summary>
internal static class RootScaledStep
{
    public static void Take(Span<float> values, Span<float> gradient, ReadOnlySpan<float> squares, float epsilon, in StepSettings settings)
    {
        Span<float> root = stackalloc float[squares.Length];
        TensorPrimitives.Sqrt(squares, root);
        TensorPrimitives.Add(root, epsilon, root);
        TensorPrimitives.Divide(gradient, root, gradient);
        TensorPrimitives.MultiplyAdd(gradient, (float)-settings.LearningRate, values, values);
    }
}
