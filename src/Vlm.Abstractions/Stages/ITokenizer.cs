using System.Collections.ObjectModel;
using System.Numerics;

namespace Vlm;

/// <summary>Text to ids and back: the door of a text encoder.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface ITokenizer : ITokenDecoder
{
    /// <summary>The number of tokens, added ones included.</summary>
    int VocabularySize { get; }

    /// <summary>The greatest number of tokens that the model takes, special ones included; null where nothing limits it.</summary>
    int? MaxLength { get; }

    /// <summary>The special tokens, such as [CLS] or &lt;|endoftext|&gt;, with their ids: those that decoding leaves out. The default is none.</summary>
    IReadOnlyDictionary<string, int> SpecialTokens => ReadOnlyDictionary<string, int>.Empty;

    /// <summary>Turns texts, or pairs of texts (<see cref="TokenizerOptions.TextPairs"/>), into one padded batch of ids.</summary>
    /// <param name="texts">The texts; an empty one is its special tokens.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The batch; the caller disposes it.</returns>
    /// <exception cref="InvalidInputException">A text is longer than 1 MiB of UTF-8, or cannot be cut to the greatest length as the options ask for; the error names its index.</exception>
    TokenIds Encode(IReadOnlyList<string> texts, TokenizerOptions? options = null);

    /// <summary>
    /// Turns one text into a row of the caller's own memory. The tokenizers of this library allocate nothing here, once they have
    /// met texts of that length. With empty spans it counts.
    /// </summary>
    /// <typeparam name="T">The type of the elements: <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="text">The text; an empty one is its special tokens.</param>
    /// <param name="destination">Where the row goes; padded as in a batch of this text alone.</param>
    /// <param name="row">What was written, or would have been.</param>
    /// <param name="options">Null for the defaults. The spans say what is written, whatever the options ask for; overflow is not written.</param>
    /// <returns>False, and nothing written, where the row is longer than a span of the destination.</returns>
    /// <exception cref="InvalidInputException">The text is longer than 1 MiB of UTF-8, cannot be cut as the options ask for, or the options hold texts of pairs.</exception>
    bool TryEncode<T>(ReadOnlySpan<char> text, TokenSpans<T> destination, out TokenRow row, TokenizerOptions? options = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        using TokenIds ids = Encode([text.ToString()], SingleRow.Options(options, null, destination));
        return SingleRow.TryCopy(ids, destination, out row);
    }

    /// <summary>Turns a pair of texts into a row of the caller's own memory.</summary>
    /// <typeparam name="T">The type of the elements: <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="text">The first text.</param>
    /// <param name="pair">The second text.</param>
    /// <param name="destination">Where the row goes; padded as in a batch of this pair alone.</param>
    /// <param name="row">What was written, or would have been.</param>
    /// <param name="options">Null for the defaults. The spans say what is written, whatever the options ask for; overflow is not written.</param>
    /// <returns>False, and nothing written, where the row is longer than a span of the destination.</returns>
    /// <exception cref="InvalidInputException">A text is longer than 1 MiB of UTF-8, they cannot be cut as the options ask for, or the options hold texts of pairs.</exception>
    bool TryEncodePair<T>(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, TokenSpans<T> destination, out TokenRow row, TokenizerOptions? options = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        using TokenIds ids = Encode([text.ToString()], SingleRow.Options(options, pair.ToString(), destination));
        return SingleRow.TryCopy(ids, destination, out row);
    }

    /// <summary>Turns ids into text, with or without the clean-up of spaces before punctuation and English contractions.</summary>
    /// <param name="ids">The ids; those that the vocabulary lacks are left out.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <param name="cleanUpSpaces">Whether spaces are cleaned up, as clean_up_tokenization_spaces says in Python; null for the tokenizer's own habit. The default of this method knows no clean-up.</param>
    string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens, bool? cleanUpSpaces) => Decode(ids, skipSpecialTokens);

    /// <summary>The id of a token; null where the vocabulary has no such token.</summary>
    /// <param name="token">The token as the vocabulary spells it.</param>
    int? TokenToId(string token);

    /// <summary>The token of an id; null where the vocabulary has no such id.</summary>
    /// <param name="id">The id.</param>
    string? IdToToken(int id);
}
