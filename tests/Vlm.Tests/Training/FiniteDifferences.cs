using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Compares gradients with central finite differences of the loss along random directions.</summary>
internal static class FiniteDifferences
{
    /// <summary>One direction for each parameter, of norm 1: (f(w + h d) − f(w − h d)) / 2h against the gradient's component along d.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="batch">What the graph is fed.</param>
    /// <param name="step">h.</param>
    /// <param name="tolerance">The largest difference, relative to the larger of 1 and the gradient's norm.</param>
    public static void Check(GraphValue loss, ParameterSet parameters, TrainingBatch batch, float step, double tolerance)
    {
        using TrainingSession session = new(loss, new Sgd(0));
        session.Differentiate(batch);
        Dictionary<Parameter, float[]> gradients = session.Trained.ToDictionary(parameter => parameter, parameter => session.GradientOf(parameter).ToArray());
        using GraphRunner runner = new([loss]);
        Random random = new(20261124);
        foreach ((Parameter parameter, float[] gradient) in gradients)
        {
            float[] start = parameter.Values.ToArray(), direction = Direction(random, start.Length);
            double expected = gradient.Zip(direction, (g, d) => (double)g * d).Sum();
            double above = At(step), below = At(-step);
            start.CopyTo(parameter.Values);
            double actual = (above - below) / (2 * step), norm = Math.Sqrt(gradient.Sum(g => (double)g * g));
            Assert.True(
                Math.Abs(actual - expected) <= tolerance * Math.Max(1, norm),
                $"{parameter}: along a random direction the loss changes by {actual:g6}, the gradient says {expected:g6} (its norm is {norm:g4}).");

            double At(float distance)
            {
                for (int i = 0; i < start.Length; i++)
                {
                    parameter.Values[i] = start[i] + (distance * direction[i]);
                }

                using TensorBuffer<float> value = (TensorBuffer<float>)runner.Run(batch)[0];
                return value.Span[0];
            }
        }
    }

    private static float[] Direction(Random random, int length)
    {
        double[] draw = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        double norm = Math.Sqrt(draw.Sum(value => value * value));
        return [.. draw.Select(value => (float)(value / norm))];
    }
}
