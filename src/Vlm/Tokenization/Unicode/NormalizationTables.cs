using System.Runtime.InteropServices;

namespace Vlm.Tokenization;

/// <summary>Decompositions, combining classes and compositions of Unicode; Hangul is computed instead.</summary>
internal sealed class NormalizationTables
{
    private static readonly Lazy<NormalizationTables> Shared = new(() => new NormalizationTables());
    private readonly Dictionary<int, int[]> _canonical;
    private readonly Dictionary<int, int[]> _compatible;
    private readonly Dictionary<int, byte> _combining = [];
    private readonly Dictionary<long, int> _compositions = [];

    private NormalizationTables()
    {
        ReadOnlySpan<int> rest = MemoryMarshal.Cast<byte, int>(EmbeddedTable.Read("normalization.bin"));
        _canonical = Decompositions(Take(ref rest));
        _compatible = Decompositions(Take(ref rest));
        for (ReadOnlySpan<int> table = Take(ref rest); table.Length > 0; table = table[2..])
        {
            _combining.Add(table[0], (byte)table[1]);
        }

        for (ReadOnlySpan<int> table = Take(ref rest); table.Length > 0; table = table[3..])
        {
            _compositions.Add(Pair(table[0], table[1]), table[2]);
        }
    }

    public static NormalizationTables Instance => Shared.Value;

    public byte CombiningClass(int codePoint) => codePoint < 0x300 ? (byte)0 : _combining.GetValueOrDefault(codePoint);

    /// <summary>The full decomposition; empty where a code point stands for itself.</summary>
    public ReadOnlySpan<int> Decompose(int codePoint, bool compatible) =>
        codePoint < 0xA0 ? default
        : compatible && _compatible.TryGetValue(codePoint, out int[]? wide) ? wide
        : _canonical.TryGetValue(codePoint, out int[]? narrow) ? narrow
        : default;

    /// <summary>What two code points compose to; -1 where they stay apart.</summary>
    public int Compose(int first, int second)
    {
        int hangul = Hangul.Compose(first, second);
        return hangul >= 0 ? hangul : _compositions.GetValueOrDefault(Pair(first, second), -1);
    }

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static ReadOnlySpan<int> Take(ref ReadOnlySpan<int> rest)
    {
        ReadOnlySpan<int> table = rest.Slice(1, rest[0]);
        rest = rest[(1 + table.Length)..];
        return table;
    }

    private static Dictionary<int, int[]> Decompositions(ReadOnlySpan<int> table)
    {
        Dictionary<int, int[]> found = [];
        for (; table.Length > 0; table = table[(2 + table[1])..])
        {
            found.Add(table[0], table.Slice(2, table[1]).ToArray());
        }

        return found;
    }
}
