using System.Runtime.InteropServices;

namespace Vlm.Generation;

/// <summary>
/// Turns ids that arrive one by one into the pieces of their text: what an id adds is given out once it can no longer
/// change, never half a character. The pieces, one behind the other, are the text.
/// </summary>
internal sealed class TextPieces
{
    private const char Replacement = '\uFFFD';

    private readonly ITokenDecoder _decoder;
    private readonly List<int> _ids = [];
    private string _given = "";

    public TextPieces(ITokenDecoder decoder) => _decoder = decoder;

    /// <summary>Adds an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="last">Whether it is the last one, so that nothing is held back.</param>
    /// <returns>The new characters; empty while they may still change.</returns>
    public string Add(int id, bool last)
    {
        _ids.Add(id);
        string text = _decoder.Decode(CollectionsMarshal.AsSpan(_ids));
        int end = last ? text.Length : Settled(text);
        int start = text.AsSpan().CommonPrefixLength(_given);
        if (end <= start || (start < _given.Length && !last))
        {
            return "";
        }

        string piece = text[start..end];
        _given = text[..end];
        return piece;
    }

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
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsLetterOrDigit(rune) || !rune.IsAscii)
            {
                return true;
            }
        }

        return false;
    }
}
