namespace Vlm;

/// <summary>Turns ids back into text; what generation needs of a tokenizer.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface ITokenDecoder
{
    /// <summary>Turns ids into text.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true);
}
