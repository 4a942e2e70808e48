using System.Text;

namespace Vlm.Tokenization;

/// <summary>What (?i) makes of a set: every code point whose folded form one of the set's has. Only foldings of one code point to one are known.</summary>
internal static class CaseFolding
{
    private static readonly Lazy<Dictionary<int, int[]>> Families = new(Make);

    public static CodePointSet Close(CodePointSet set)
    {
        if (set.Bounds.Length == 2 && set.Bounds[1] == set.Bounds[0] + 1)
        {
            return Rune.IsValid(set.Bounds[0]) && Families.Value.TryGetValue(FoldOf(set.Bounds[0]), out int[]? alone) ? Add(set, alone) : set;
        }

        CodePointSet closed = set;
        foreach (int[] family in Families.Value.Values)
        {
            Effort.Spend(family.Length);
            if (family.Any(set.Contains))
            {
                Effort.Spend(closed.Bounds.Length);
                closed = Add(closed, family);
            }
        }

        return closed;
    }

    private static CodePointSet Add(CodePointSet set, int[] family) => family.Aggregate(set, (all, c) => all.Contains(c) ? all : all.Union(CodePointSet.Of(c)));

    /// <summary>Code points that differ only in case, by their folded form.</summary>
    private static Dictionary<int, int[]> Make()
    {
        Dictionary<int, List<int>> families = [];
        for (int c = 0; c < CodePointSet.End; c++)
        {
            if (Rune.IsValid(c) && FoldOf(c) is int folded && folded != c)
            {
                (families.TryGetValue(folded, out List<int>? family) ? family : families[folded] = [folded]).Add(c);
            }
        }

        return families.ToDictionary(f => f.Key, f => f.Value.ToArray());
    }

    // Through upper case first, so that the final sigma meets its letter; then what .NET's tables leave out of Unicode's folding.
    private static int FoldOf(int codePoint) => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(codePoint))).Value switch
    {
        0x17F => 's',
        0x1FD3 => 0x390,
        0x1FE3 => 0x3B0,
        0xFB05 => 0xFB06,
        int folded => folded,
    };
}
