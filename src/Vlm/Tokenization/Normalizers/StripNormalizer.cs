namespace Vlm.Tokenization;

/// <summary>Strip: drops white space at one or both ends.</summary>
internal sealed class StripNormalizer(bool left, bool right) : Normalizer
{
    public override void Apply(AlignedText source, AlignedText target)
    {
        // White space has no code point above U+FFFF, so code units will do.
        int start = 0, end = source.Length;
        while (left && start < end && CharacterTable.Is(source.Span[start], CharacterClasses.WhiteSpace))
        {
            start++;
        }

        while (right && end > start && CharacterTable.Is(source.Span[end - 1], CharacterClasses.WhiteSpace))
        {
            end--;
        }

        target.Append(source, start, end - start);
    }
}
