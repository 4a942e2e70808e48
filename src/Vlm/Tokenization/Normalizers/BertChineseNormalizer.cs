namespace Vlm.Tokenization;

/// <summary>The handle_chinese_chars step of BertNormalizer: a space before and after each.</summary>
internal sealed class BertChineseNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedText target)
    {
        bool chinese = CharacterTable.Is(codePoint, CharacterClasses.Chinese);
        if (chinese)
        {
            target.Append(' ', start, end);
        }

        target.AppendCodePoint(codePoint, start, end);
        if (chinese)
        {
            target.Append(' ', start, end);
        }
    }
}
