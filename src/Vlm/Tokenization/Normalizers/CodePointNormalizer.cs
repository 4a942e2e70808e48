namespace Vlm.Tokenization;

/// <summary>A step that looks at each code point alone.</summary>
internal abstract class CodePointNormalizer : Normalizer
{
    public override void Apply(AlignedText source, AlignedText target)
    {
        for (int i = 0; i < source.Length;)
        {
            int codePoint = source.CodePointAt(i, out int units);
            Rewrite(codePoint, source.Start(i), source.End(i), target);
            i += units;
        }
    }

    protected abstract void Rewrite(int codePoint, int start, int end, AlignedText target);
}
