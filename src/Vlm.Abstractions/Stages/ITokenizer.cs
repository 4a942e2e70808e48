namespace Vlm;

/// <summary>Text to ids and back: the door of a text encoder.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface ITokenizer : ITokenDecoder
{
    /// <summary>The number of tokens, added ones included.</summary>
    int VocabularySize { get; }

    /// <summary>The greatest number of tokens that the model takes, special ones included; null where nothing limits it.</summary>
    int? MaxLength { get; }

    /// <summary>Turns texts into one padded batch of ids.</summary>
    /// <param name="texts">The texts; an empty one is its special tokens.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The batch; the caller disposes it.</returns>
    /// <exception cref="InvalidInputException">A text is longer than 1 MiB of UTF-8.</exception>
    TokenIds Encode(IReadOnlyList<string> texts, TokenizerOptions? options = null);

    /// <summary>The id of a token; null where the vocabulary has no such token.</summary>
    /// <param name="token">The token as the vocabulary spells it.</param>
    int? TokenToId(string token);

    /// <summary>The token of an id; null where the vocabulary has no such id.</summary>
    /// <param name="id">The id.</param>
    string? IdToToken(int id);
}
