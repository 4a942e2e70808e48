using System.Runtime.InteropServices;
using System.Text;

namespace Vlm;

/// <summary>
/// Turns ids that arrive one by one into the pieces of their text, for streaming. A piece is given out once it can no
/// longer change, never half a character; the pieces, one behind the other, are the text of all ids.
/// </summary>
/// <remarks>
/// With a decoder that only goes on (<see cref="ITokenDecoder.RevisesText"/> is false) the pieces are those of the
/// DecodeStream of Hugging Face's tokenizers, and the cost of an id does not grow with the text. With one that revises, what a later
/// clean-up may still pull together is held back too. Not thread-safe: one for each text.
/// </remarks>
public sealed class IncrementalTokenDecoder
{
    private const char Replacement = '\uFFFD';

    private readonly ITokenDecoder _decoder;
    private readonly bool _skipSpecialTokens;
    private readonly List<int> _ids = [];
    private string _given = "";
    private int _givenIds;

    /// <summary>Begins a text.</summary>
    /// <param name="decoder">Turns ids into text.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    public IncrementalTokenDecoder(ITokenDecoder decoder, bool skipSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        _decoder = decoder;
        _skipSpecialTokens = skipSpecialTokens;
    }

    /// <summary>Adds an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The new characters; empty while they are incomplete or may still change.</returns>
    public string Add(int id)
    {
        _ids.Add(id);
        string text = Decode();
        int end = _decoder.RevisesText ? Settled(text) : text.EndsWith(Replacement) ? 0 : text.Length;
        if (text.Length == 0)
        {
            _givenIds = _ids.Count;
        }

        if (end <= _given.Length || !text.StartsWith(_given, StringComparison.Ordinal))
        {
            return "";
        }

        string piece = text[_given.Length..end];
        if (_decoder.RevisesText)
        {
            _given = text[..end];
        }
        else
        {
            // The ids of the last piece stay, so that the next one is decoded as a continuation.
            _ids.RemoveRange(0, _givenIds);
            _givenIds = _ids.Count;
            _given = Decode();
        }

        return piece;
    }

    /// <summary>Ends the text and begins a new one.</summary>
    /// <returns>What was held back; U+FFFD stands for a character that never became complete.</returns>
    public string Complete()
    {
        string text = Decode();
        string rest = text[text.AsSpan().CommonPrefixLength(_given)..];
        _ids.Clear();
        _given = "";
        _givenIds = 0;
        return rest;
    }

    private string Decode() => _decoder.Decode(CollectionsMarshal.AsSpan(_ids), _skipSpecialTokens);

    /// <summary>How much of a text no clean-up will change.</summary>
    private static int Settled(string text)
    {
        // A token may end inside a character: a byte-level decoder shows that as U+FFFD, a surrogate pair as its first half.
        int end = text.Length;
        while (end > 0 && (text[end - 1] == Replacement || char.IsHighSurrogate(text[end - 1])))
        {
            end--;
        }

        // The clean-up of word-piece decoders pulls "man ' s" and "do n ' t" together once their last piece is there.
        while (end > 0)
        {
            int word = text.LastIndexOf(' ', end - 1) + 1;
            ReadOnlySpan<char> tail = text.AsSpan(word, end - word);
            if (tail is not "n" && HasLetterOrDigit(tail))
            {
                break;
            }

            end = Math.Max(0, word - 1);
        }

        return end;
    }

    private static bool HasLetterOrDigit(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || !rune.IsAscii)
            {
                return true;
            }
        }

        return false;
    }
}
