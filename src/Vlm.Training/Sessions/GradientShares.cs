using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>Gradients cut into shares of which every thread takes some; cut once, for all steps.</summary>
internal sealed class GradientShares
{
    // Long enough that the work outweighs the hand-over between threads.
    private const int Share = 1 << 16;

    public GradientShares(IReadOnlyList<ParameterGradient> gradients)
    {
        Gradients = gradients;
        All = [.. gradients.SelectMany(gradient => Cut(gradient))];
    }

    public IReadOnlyList<ParameterGradient> Gradients { get; }

    public IReadOnlyList<GradientShare> All { get; }

    /// <summary>The Euclidean norm of all gradients together, summed by shares, so that the threads do not change the number.</summary>
    public double Norm()
    {
        double[] sums = new double[All.Count];
        Parallel.For(0, sums.Length, i => sums[i] = TensorPrimitives.SumOfSquares<float>(All[i].Gradient.Gradient.Slice(All[i].Start, All[i].Count)));
        return Math.Sqrt(sums.Sum());
    }

    private static IEnumerable<GradientShare> Cut(ParameterGradient gradient)
    {
        int length = gradient.Parameter.Length;
        for (int start = 0; start < length; start += Share)
        {
            yield return new GradientShare(gradient, start, Math.Min(Share, length - start));
        }
    }
}
