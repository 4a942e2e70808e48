namespace Vlm.Tokenization;

/// <summary>BPEDecoder: the mark of a word's end becomes a space, and nothing in the last token.</summary>
internal sealed class BpeDecoder(string suffix) : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i] = tokens[i].Replace(suffix, i + 1 < tokens.Count ? " " : "", StringComparison.Ordinal);
        }
    }
}
