namespace Vlm.Evaluation;

/// <summary>Student's paired t test (1908): assumes that the mean difference is normal, which the permutation test does not.</summary>
public static class PairedT
{
    /// <summary>Tests whether the mean difference is 0.</summary>
    /// <param name="first">The first model's value of each item; none NaN.</param>
    /// <param name="second">The second model's value of the same items.</param>
    /// <returns>t with n - 1 degrees of freedom and the two-sided p-value. Without spread both are NaN where the mean is 0 too, else infinity and 0.</returns>
    /// <exception cref="EvaluationException">A value is NaN or infinite.</exception>
    /// <exception cref="ArgumentException">There are fewer than two pairs, or not as many of one model as of the other.</exception>
    public static (double T, double PValue) Test(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] differences = PermutationTest.Differences(first, second);
        if (differences.Length < 2)
        {
            throw new ArgumentException("One pair has no spread; a t test takes two pairs or more.");
        }

        double mean = differences.Average();
        double squares = differences.Sum(difference => (difference - mean) * (difference - mean));
        double t = mean / Math.Sqrt(squares / (differences.Length - 1) / differences.Length);
        return (t, double.IsNaN(t) ? double.NaN : SpecialFunctions.StudentTwoSided(t, differences.Length - 1));
    }
}
