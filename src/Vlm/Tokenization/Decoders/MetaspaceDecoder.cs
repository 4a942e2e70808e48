namespace Vlm.Tokenization;

/// <summary>Metaspace: marks become spaces; those of the first token go where the tokenizer put one there.</summary>
internal sealed class MetaspaceDecoder(char mark, PrependScheme scheme) : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            tokens[i] = i == 0 && scheme != PrependScheme.Never
                ? tokens[i].Replace(mark.ToString(), "", StringComparison.Ordinal)
                : tokens[i].Replace(mark, ' ');
        }
    }
}
