namespace Vlm.Tokenization;

/// <summary>Lowercase.</summary>
internal sealed class LowercaseNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedText target)
    {
        target.AppendCodePoint(LetterCase.Lower(codePoint), start, end);
        if (codePoint == LetterCase.DottedCapitalI)
        {
            target.AppendCodePoint(LetterCase.CombiningDotAbove, start, end);
        }
    }
}
