namespace Vlm.Tokenization;

/// <summary>Fuse: all tokens become one, for the steps after it.</summary>
internal sealed class FuseDecoder : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        string whole = string.Concat(tokens);
        tokens.Clear();
        tokens.Add(whole);
    }
}
