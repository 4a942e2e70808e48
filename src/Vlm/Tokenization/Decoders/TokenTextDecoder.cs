namespace Vlm.Tokenization;

/// <summary>One step of turning tokens into text. Thread-safe.</summary>
internal abstract class TokenTextDecoder
{
    /// <summary>Rewrites the tokens; at the end they are joined without anything between.</summary>
    public abstract void Apply(List<string> tokens);
}
