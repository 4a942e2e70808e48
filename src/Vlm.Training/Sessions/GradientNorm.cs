using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>The Euclidean norm of all gradients together.</summary>
internal static class GradientNorm
{
    private const int Share = 1 << 16;

    /// <summary>Summed in fixed shares, so that the threads do not change the number.</summary>
    public static double Of(IReadOnlyList<ParameterGradient> gradients)
    {
        List<(ParameterGradient Gradient, int Start)> shares = [];
        foreach (ParameterGradient gradient in gradients)
        {
            for (int start = 0; start < gradient.Parameter.Length; start += Share)
            {
                shares.Add((gradient, start));
            }
        }

        double[] sums = new double[shares.Count];
        Parallel.For(0, sums.Length, i =>
        {
            Span<float> all = shares[i].Gradient.Gradient;
            sums[i] = TensorPrimitives.SumOfSquares<float>(all.Slice(shares[i].Start, Math.Min(Share, all.Length - shares[i].Start)));
        });
        return Math.Sqrt(sums.Sum());
    }
}
