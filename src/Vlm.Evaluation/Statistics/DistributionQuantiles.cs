namespace Vlm.Evaluation;

/// <summary>Values below which a given share of a distribution lies, by bisection of its cumulative function down to the last bit.</summary>
internal static class DistributionQuantiles
{
    /// <summary>The standard normal distribution; 0 &lt; p &lt; 1.</summary>
    public static double Normal(double p) =>

        // The left tail keeps its digits, the right one does not.
        p > 0.5 ? -Normal(1 - p) : Bisect(p, -40, 0, SpecialFunctions.NormalCdf);

    /// <summary>The beta distribution with parameters a, b &gt; 0.</summary>
    public static double Beta(double p, double a, double b) => Bisect(p, 0, 1, x => SpecialFunctions.IncompleteBeta(a, b, x));

    /// <summary>The F distribution; degrees of freedom need not be whole.</summary>
    public static double F(double p, double numerator, double denominator)
    {
        // With X ~ F(m, n), mX / (mX + n) ~ Beta(m/2, n/2).
        double beta = Beta(p, numerator / 2, denominator / 2);
        return denominator * beta / (numerator * (1 - beta));
    }

    private static double Bisect(double p, double low, double high, Func<double, double> cumulative)
    {
        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return middle;
            }

            if (cumulative(middle) < p)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }
}
