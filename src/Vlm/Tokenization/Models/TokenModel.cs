namespace Vlm.Tokenization;

/// <summary>What turns a piece into ids. Thread-safe.</summary>
internal abstract class TokenModel(Vocabulary vocabulary)
{
    public Vocabulary Vocabulary { get; } = vocabulary;

    /// <summary>Appends the tokens of one piece.</summary>
    /// <param name="piece">The text, never empty, without lone surrogates.</param>
    /// <param name="tokens">Where they go.</param>
    public abstract void Tokenize(ReadOnlySpan<char> piece, TokenSink tokens);
}
