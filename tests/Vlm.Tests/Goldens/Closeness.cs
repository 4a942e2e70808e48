namespace Vlm.Tests.Goldens;

/// <summary>Compares numbers with reference outputs, element by element.</summary>
internal static class Closeness
{
    public static void Within(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        int worst = -1;
        double largest = tolerance;
        for (int i = 0; i < expected.Length; i++)
        {
            double distance = Math.Abs((double)expected[i] - actual[i]);
            if (!(distance <= largest))
            {
                largest = distance;
                worst = i;
            }
        }

        Assert.True(worst < 0, worst < 0 ? "" : $"Element {worst} is {actual[worst]}, expected {expected[worst]}: {largest} apart, allowed {tolerance}.");
    }

    /// <summary>The same for double precision; NaN stands for a value that is not defined, and equals itself alone.</summary>
    public static void Within(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Within(expected[i], actual[i], tolerance, $"element {i}");
        }
    }

    /// <summary>One number.</summary>
    public static void Within(double expected, double actual, double tolerance, string what = "the value") =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance, $"{what} is {actual:R}, expected {expected:R}: {Math.Abs(expected - actual)} apart, allowed {tolerance}.");
}
