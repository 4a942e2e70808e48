namespace Vlm.Tokenization;

/// <summary>The clean_text step of BertNormalizer: no control characters, one kind of space.</summary>
internal sealed class BertCleanTextNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedText target)
    {
        CharacterClasses classes = CharacterTable.Of(codePoint);
        if ((classes & CharacterClasses.CleanRemoved) == 0)
        {
            target.AppendCodePoint((classes & CharacterClasses.CleanToSpace) != 0 ? ' ' : codePoint, start, end);
        }
    }
}
