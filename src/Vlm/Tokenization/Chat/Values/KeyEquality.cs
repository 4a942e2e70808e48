using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Keys of a mapping: 1, 1.0 and True are one key, lists and mappings cannot be keys.</summary>
internal sealed class KeyEquality : IEqualityComparer<object?>
{
    private const int MostComparisons = 100_000;

    public static KeyEquality Instance { get; } = new();

    public new bool Equals(object? x, object? y)
    {
        int left = MostComparisons;
        return Same(x, y, ref left);
    }

    public int GetHashCode(object? key) => key switch
    {
        string text => text.GetHashCode(),
        null => 0x4E6F,
        bool truth => truth ? 1 : 0,
        long number => number.GetHashCode(),
        BigInteger number => number.GetHashCode(),
        double number => number == Math.Floor(number) && Math.Abs(number) < 9e15 ? ((long)number).GetHashCode()
            : number == Math.Floor(number) && double.IsFinite(number) ? IntegerHash(number) : number.GetHashCode(),
        MarkupValue markup => markup.Text.GetHashCode(),
        TupleValue tuple => tuple.Hash ??= HashOf(tuple),
        ListValue or DictValue or DictViewValue => throw TemplateFault.Evaluation($"unhashable type: '{TypeNames.Of(key)}'"),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key),
    };

    private static int IntegerHash(double number) => Boxed.Of(new BigInteger(number)) is long fits ? fits.GetHashCode() : new BigInteger(number).GetHashCode();

    private int HashOf(TupleValue tuple)
    {
        HashCode hash = default;
        foreach (object? item in tuple.Items)
        {
            hash.Add(GetHashCode(item));
        }

        return hash.ToHashCode();
    }

    private static bool Same(object? x, object? y, ref int left)
    {
        if (ReferenceEquals(x, y))
        {
            return true;
        }

        if (x is not TupleValue a || y is not TupleValue b)
        {
            return Comparison.AtomsEqual(x, y);
        }

        if (--left < 0)
        {
            throw TemplateFault.Limit($"two keys of a mapping took more than {MostComparisons} comparisons.");
        }

        bool same = a.Items.Length == b.Items.Length;
        for (int i = 0; same && i < a.Items.Length; i++)
        {
            same = Same(a.Items[i], b.Items[i], ref left);
        }

        return same;
    }
}
