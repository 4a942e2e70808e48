using System.Buffers;

namespace Vlm.Tokenization;

/// <summary>Finds added tokens in a text: the leftmost first, of those the longest, as the reference does.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly TextTrie _trie = new();
    private readonly List<AddedToken> _tokens = [];
    private readonly HashSet<string> _contents = new(StringComparer.Ordinal);
    private readonly HashSet<char> _first = [];
    private SearchValues<char> _firstUnits = SearchValues.Create("");

    /// <summary>Adds a token, found by this text; an empty one is never found, and of equal ones the one that came first.</summary>
    public void Add(string content, AddedToken token)
    {
        if (content.Length > 0 && _contents.Add(content))
        {
            _first.Add(content[0]);
            _trie.Add(content, _tokens.Count);
            _tokens.Add(token);
        }
    }

    /// <summary>To be called once after the last <see cref="Add"/>.</summary>
    public void Complete() => _firstUnits = SearchValues.Create([.. _first]);

    /// <summary>Whether any character of a text could begin an added token.</summary>
    public bool MayMatch(ReadOnlySpan<char> text) => text.ContainsAny(_firstUnits);

    /// <summary>Cuts a text into added tokens and what stands between them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pieces">Gets (start, length, id), id -1 for text.</param>
    public void Find(ReadOnlySpan<char> text, List<(int Start, int Length, int Id)> pieces)
    {
        pieces.Clear();
        int done = 0;
        for (int at = 0; at < text.Length;)
        {
            int skip = text[at..].IndexOfAny(_firstUnits);
            if (skip < 0)
            {
                break;
            }

            at += skip;
            if (MatchAt(text[at..], out AddedToken? token) is not (> 0 and var length))
            {
                at++;
                continue;
            }

            int start = at, end = at + length;
            at = end;
            if (start < done || (token!.SingleWord && (IsWord(text, start - 1) || IsWord(text, end))))
            {
                continue;
            }

            while (token.StripLeft && start > done && IsSpace(text[start - 1]))
            {
                start--;
            }

            while (token.StripRight && end < text.Length && IsSpace(text[end]))
            {
                end++;
            }

            if (start > done)
            {
                pieces.Add((done, start - done, -1));
            }

            pieces.Add((start, end - start, token.Id));
            done = end;
        }

        if (done < text.Length)
        {
            pieces.Add((done, text.Length - done, -1));
        }
    }

    /// <summary>The longest token that a text begins with, and its length; 0 for none.</summary>
    private int MatchAt(ReadOnlySpan<char> text, out AddedToken? token)
    {
        int longest = 0, found = -1, at = 0;
        for (int node = 0; at < text.Length && _trie.TryStep(ref node, text[at], out int index); at++)
        {
            (longest, found) = index >= 0 ? (at + 1, index) : (longest, found);
        }

        Effort.Spend(Effort.TrieStep * (long)at);
        token = found < 0 ? null : _tokens[found];
        return longest;
    }

    private static bool IsSpace(char unit) => CharacterTable.Is(unit, CharacterClasses.WhiteSpace);

    private static bool IsWord(ReadOnlySpan<char> text, int index)
    {
        if ((uint)index >= (uint)text.Length)
        {
            return false;
        }

        char unit = text[index];
        int codePoint = char.IsLowSurrogate(unit) && index > 0 ? char.ConvertToUtf32(text[index - 1], unit)
            : char.IsHighSurrogate(unit) && index + 1 < text.Length ? char.ConvertToUtf32(unit, text[index + 1])
            : unit;
        return CharacterTable.Is(codePoint, CharacterClasses.Word);
    }
}
