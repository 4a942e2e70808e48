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
}
