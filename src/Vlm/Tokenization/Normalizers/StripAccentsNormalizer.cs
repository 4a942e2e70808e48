namespace Vlm.Tokenization;

/// <summary>StripAccents: drops combining marks. It does not decompose; an NFD or NFKD step before it does.</summary>
internal sealed class StripAccentsNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedText target)
    {
        if (!CharacterTable.Is(codePoint, CharacterClasses.Accent))
        {
            target.AppendCodePoint(codePoint, start, end);
        }
    }
}
