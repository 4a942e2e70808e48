using System.Globalization;

namespace Vlm.Tokenization;

/// <summary>The strip_accents step of BertNormalizer, after its decomposition: drops nonspacing marks only.</summary>
internal sealed class BertStripAccentsNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedText target)
    {
        if (codePoint < 0x300 || CharUnicodeInfo.GetUnicodeCategory(codePoint) != UnicodeCategory.NonSpacingMark)
        {
            target.AppendCodePoint(codePoint, start, end);
        }
    }
}
