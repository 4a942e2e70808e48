namespace Vlm.Tokenization;

/// <summary>A set of code points as sorted ranges [first, past), as regular expressions have them between brackets. Immutable.</summary>
internal sealed class CodePointSet
{
    public const int End = 0x110000;

    private readonly int[] _bounds;

    private CodePointSet(int[] bounds) => _bounds = bounds;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet All { get; } = Range(0, End - 1);

    /// <summary>Where the set begins and ends, in turn: in from the first bound, out from the second, and so on.</summary>
    public ReadOnlySpan<int> Bounds => _bounds;

    public bool IsEmpty => _bounds.Length == 0;

    public static CodePointSet Range(int first, int last) => new([first, last + 1]);

    public static CodePointSet Of(int codePoint) => Range(codePoint, codePoint);

    /// <summary>All code points of which something holds.</summary>
    public static CodePointSet Where(Func<int, bool> holds)
    {
        List<int> bounds = [];
        bool inside = false;
        for (int c = 0; c < End; c++)
        {
            if (holds(c) != inside)
            {
                bounds.Add(c);
                inside = !inside;
            }
        }

        return new([.. bounds, .. inside ? new[] { End } : []]);
    }

    public bool Contains(int codePoint)
    {
        int at = Array.BinarySearch(_bounds, codePoint);
        return at >= 0 ? at % 2 == 0 : ~at % 2 == 1;
    }

    public CodePointSet Union(CodePointSet other) => Combine(this, other, 1);

    public CodePointSet Intersect(CodePointSet other) => Combine(this, other, 2);

    public CodePointSet Negate()
    {
        List<int> bounds = [.. _bounds];
        Toggle(bounds, 0, 0);
        Toggle(bounds, End, bounds.Count);
        return new([.. bounds]);
    }

    public bool Equals(CodePointSet other) => _bounds.AsSpan().SequenceEqual(other._bounds);

    private static void Toggle(List<int> bounds, int bound, int at)
    {
        int end = at == 0 ? 0 : bounds.Count - 1;
        if (end >= 0 && end < bounds.Count && bounds[end] == bound)
        {
            bounds.RemoveAt(end);
        }
        else
        {
            bounds.Insert(at, bound);
        }
    }

    /// <summary>What lies in at least so many of two sets.</summary>
    private static CodePointSet Combine(CodePointSet left, CodePointSet right, int needed)
    {
        List<int> bounds = [];
        int i = 0, j = 0;
        bool inside = false;
        while (i < left._bounds.Length || j < right._bounds.Length)
        {
            int a = i < left._bounds.Length ? left._bounds[i] : int.MaxValue, b = j < right._bounds.Length ? right._bounds[j] : int.MaxValue;
            int at = Math.Min(a, b);
            i += a == at ? 1 : 0;
            j += b == at ? 1 : 0;
            if ((i % 2) + (j % 2) >= needed != inside)
            {
                bounds.Add(at);
                inside = !inside;
            }
        }

        return new([.. bounds]);
    }
}
