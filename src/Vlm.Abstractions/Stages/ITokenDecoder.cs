namespace Vlm;

/// <summary>Turns ids back into text; what generation needs of a tokenizer.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface ITokenDecoder
{
    /// <summary>Whether more ids can change the text of those before them in other ways than by going on after it, as a clean-up of spaces does. The default is true, the careful answer.</summary>
    bool RevisesText => true;

    /// <summary>Turns ids into text.</summary>
    /// <param name="ids">The ids; those that the vocabulary lacks are left out.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true);

    /// <summary>
    /// The UTF-8 bytes that a token adds to a text that it goes on, as its spelling tells them: a token may hold a part of a character.
    /// Constrained generation asks for them.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <returns>The bytes; null for special tokens and where only decoding tells. The default is null.</returns>
    byte[]? TokenBytes(int id) => null;
}
