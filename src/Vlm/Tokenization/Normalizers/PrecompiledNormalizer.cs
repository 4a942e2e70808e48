using System.Globalization;
using System.Text;

namespace Vlm.Tokenization;

/// <summary>Precompiled: SentencePiece's table of replacements, looked up by grapheme cluster and, failing that, by code point.</summary>
internal sealed class PrecompiledNormalizer(CharacterMap map) : Normalizer
{
    // Longer clusters, in bytes, are looked up by code point only.
    private const int LongestCluster = 5;

    public override void Apply(AlignedText source, AlignedText target)
    {
        AlignedWriter writer = new(source, 0, source.Length, target);
        for (int i = 0; i < source.Length;)
        {
            ReadOnlySpan<char> rest = source.Span[i..];
            ReadOnlySpan<char> cluster = rest[..StringInfo.GetNextTextElementLength(rest)];
            i += cluster.Length;
            if (TryReplacement(cluster, out ReadOnlySpan<byte> whole))
            {
                Replace(ref writer, cluster, whole);
                continue;
            }

            for (int j = 0, units; j < cluster.Length; j += units)
            {
                units = char.IsHighSurrogate(cluster[j]) && j + 1 < cluster.Length ? 2 : 1;
                ReadOnlySpan<char> single = cluster.Slice(j, units);
                if (TryReplacement(single, out ReadOnlySpan<byte> alone))
                {
                    Replace(ref writer, single, alone);
                }
                else
                {
                    writer.Append(units == 2 ? char.ConvertToUtf32(single[0], single[1]) : single[0], 0);
                }
            }
        }
    }

    private bool TryReplacement(ReadOnlySpan<char> text, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        Span<byte> utf8 = stackalloc byte[LongestCluster * 3];
        if (text.Length > LongestCluster)
        {
            return false;
        }

        int length = Encoding.UTF8.GetBytes(text, utf8);
        return length <= LongestCluster && map.TryFind(utf8[..length], out replacement);
    }

    private static void Replace(ref AlignedWriter writer, scoped ReadOnlySpan<char> old, scoped ReadOnlySpan<byte> replacement)
    {
        int oldCount = CountCodePoints(old), written = 0;
        while (!replacement.IsEmpty)
        {
            Rune.DecodeFromUtf8(replacement, out Rune rune, out int consumed);
            replacement = replacement[consumed..];
            writer.Append(rune.Value, written++ < oldCount ? 0 : 1);
        }

        writer.Skip(oldCount - written);
    }

    private static int CountCodePoints(ReadOnlySpan<char> text)
    {
        int count = 0;
        foreach (Rune _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
