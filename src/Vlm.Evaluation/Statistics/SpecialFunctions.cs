namespace Vlm.Evaluation;

/// <summary>Functions that p-values and intervals are made of, to about 14 digits (Abramowitz and Stegun, chapters 6, 7 and 26).</summary>
internal static class SpecialFunctions
{
    private const double Precision = 1e-16;
    private const double Tiny = 1e-300;

    /// <summary>The logarithm of the gamma function, for arguments above 0: Stirling's series after moving the argument above 15.</summary>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), $"The argument is {x}; it has to be above 0.");
        }

        double shift = 1;
        while (x < 15)
        {
            shift *= x++;
        }

        double inverse = 1 / x, square = inverse * inverse;
        double series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square * ((1.0 / 1680) - (square * ((1.0 / 1188) - (square * 691.0 / 360360))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(shift);
    }

    /// <summary>The complementary error function.</summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
        {
            return double.NaN;
        }

        if (x < 0)
        {
            return 2 - Erfc(-x);
        }

        return x < 2 ? 1 - ErfSeries(x) : ErfcFraction(x);
    }

    /// <summary>The standard normal distribution function.</summary>
    public static double NormalCdf(double z) => 0.5 * Erfc(-z / Math.Sqrt(2));

    /// <summary>The two-sided p-value of Student's t with so many degrees of freedom.</summary>
    public static double StudentTwoSided(double t, double degrees) =>
        double.IsInfinity(t) ? 0 : IncompleteBeta(degrees / 2, 0.5, degrees / (degrees + (t * t)));

    /// <summary>The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction.</summary>
    public static double IncompleteBeta(double a, double b, double x)
    {
        if (double.IsNaN(x) || x <= 0 || x >= 1)
        {
            return double.IsNaN(x) ? double.NaN : x <= 0 ? 0 : 1;
        }

        double front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * double.LogP1(-x)));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(a, b, x) / a : 1 - (front * BetaFraction(b, a, 1 - x) / b);
    }

    private static double BetaFraction(double a, double b, double x)
    {
        double c = 1, d = 1 / NonZero(1 - ((a + b) * x / (a + 1))), result = d;
        for (int m = 1; m < 10_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 / NonZero(1 + (even * d));
            c = NonZero(1 + (even / c));
            result *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 / NonZero(1 + (odd * d));
            c = NonZero(1 + (odd / c));
            result *= d * c;
            if (Math.Abs((d * c) - 1) < Precision)
            {
                break;
            }
        }

        return result;
    }

    // erf(x) = 2 / sqrt(pi) * exp(-x²) * sum of 2^n x^(2n+1) / (2n+1)!!: every term is positive.
    private static double ErfSeries(double x)
    {
        double term = x, sum = x;
        for (int n = 1; term > sum * Precision; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    private static double ErfcFraction(double x)
    {
        double fraction = 0;
        for (int n = 200; n > 0; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    private static double NonZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
