namespace Vlm.Tokenization;

/// <summary>Hangul syllables decompose and compose by arithmetic (Unicode Standard, section 3.12).</summary>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28, SyllableCount = LeadCount * VowelCount * TailCount;

    /// <summary>Writes the two or three parts of a syllable; 0 where the code point is none.</summary>
    public static int Decompose(int codePoint, Span<int> parts)
    {
        int index = codePoint - SyllableBase;
        if ((uint)index >= SyllableCount)
        {
            return 0;
        }

        parts[0] = LeadBase + (index / (VowelCount * TailCount));
        parts[1] = VowelBase + (index % (VowelCount * TailCount) / TailCount);
        parts[2] = TailBase + (index % TailCount);
        return parts[2] == TailBase ? 2 : 3;
    }

    /// <summary>The syllable of two parts; -1 where they form none.</summary>
    public static int Compose(int first, int second)
    {
        int lead = first - LeadBase, vowel = second - VowelBase;
        if ((uint)lead < LeadCount && (uint)vowel < VowelCount)
        {
            return SyllableBase + (((lead * VowelCount) + vowel) * TailCount);
        }

        int syllable = first - SyllableBase, tail = second - TailBase;
        bool open = (uint)syllable < SyllableCount && syllable % TailCount == 0;
        return open && tail > 0 && tail < TailCount ? first + tail : -1;
    }
}
