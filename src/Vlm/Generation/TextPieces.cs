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
    /// <returns>The new characters; empty while a character is incomplete.</returns>
    public string Add(int id, bool last)
    {
        _ids.Add(id);
        string text = _decoder.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ids));
        int end = last ? text.Length : Complete(text);
        if (end <= _given.Length || !text.StartsWith(_given, StringComparison.Ordinal))
        {
            return "";
        }

        string piece = text[_given.Length..end];
        _given = text[..end];
        return piece;
    }

    // A token may end inside a character: a byte-level decoder shows that as U+FFFD, a surrogate pair as its first half.
    private static int Complete(string text)
    {
        int end = text.Length;
        while (end > 0 && (text[end - 1] == Replacement || char.IsHighSurrogate(text[end - 1])))
        {
            end--;
        }

        return end;
    }
}
