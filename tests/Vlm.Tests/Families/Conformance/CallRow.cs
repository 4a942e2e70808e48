using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.Conformance;

/// <summary>What a call gave for one item: what must be equal, and what must be near.</summary>
internal readonly record struct CallRow(string Text, IReadOnlyList<float> Numbers)
{
    // Sums in another order, as a batch of another size makes them.
    private const double Tolerance = 1e-3;

    public void IsNear(CallRow other, string name)
    {
        Assert.True(Text == other.Text, $"{name}: '{Text}' and '{other.Text}'.");
        Assert.Equal(Numbers.Count, other.Numbers.Count);
        for (int i = 0; i < Numbers.Count; i++)
        {
            Closeness.Within(Numbers[i], other.Numbers[i], Tolerance, $"{name}: number {i}");
        }
    }
}
