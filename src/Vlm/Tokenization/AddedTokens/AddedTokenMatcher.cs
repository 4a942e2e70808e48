using System.Buffers;

namespace Vlm.Tokenization;

/// <summary>Finds added tokens in a text: the leftmost first, of those the longest, as the reference does.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly SearchValues<char> _firstUnits;
    private readonly Dictionary<char, (string Content, AddedToken Token)[]> _byFirst = [];

    public AddedTokenMatcher(IEnumerable<(string Content, AddedToken Token)> tokens)
    {
        foreach (IGrouping<char, (string Content, AddedToken Token)> group in tokens.Where(t => t.Content.Length > 0).GroupBy(t => t.Content[0]))
        {
            _byFirst[group.Key] = [.. group.OrderByDescending(t => t.Content.Length)];
        }

        _firstUnits = SearchValues.Create([.. _byFirst.Keys]);
    }

    public bool IsEmpty => _byFirst.Count == 0;

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
            if (MatchAt(text, at) is not var (content, token))
            {
                at++;
                continue;
            }

            int start = at, end = at + content.Length;
            at = end;
            if (token.SingleWord && (IsWord(text, start - 1) || IsWord(text, end)))
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

            if (start < done)
            {
                continue;
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

    private (string Content, AddedToken Token)? MatchAt(ReadOnlySpan<char> text, int at)
    {
        foreach ((string Content, AddedToken Token) candidate in _byFirst[text[at]])
        {
            if (text[at..].StartsWith(candidate.Content, StringComparison.Ordinal))
            {
                return candidate;
            }
        }

        return null;
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
