using System.Buffers;

namespace Vlm.Tokenization;

/// <summary>Finds added tokens in a text: the leftmost first, of those the longest, as the reference does.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<char, List<Candidate>> _byFirst = [];
    private SearchValues<char> _firstUnits = SearchValues.Create("");

    public bool IsEmpty => _byFirst.Count == 0;

    /// <summary>Adds a token, found by this text; an empty one is never found.</summary>
    public void Add(string content, AddedToken token)
    {
        if (content.Length == 0)
        {
            return;
        }

        if (!_byFirst.TryGetValue(content[0], out List<Candidate>? candidates))
        {
            _byFirst[content[0]] = candidates = [];
        }

        // The longest stands first; of equal ones, the one that came first.
        int at = candidates.Count;
        while (at > 0 && candidates[at - 1].Content.Length < content.Length)
        {
            at--;
        }

        candidates.Insert(at, new Candidate(content, token));
    }

    /// <summary>To be called once after the last <see cref="Add"/>.</summary>
    public void Complete() => _firstUnits = SearchValues.Create([.. _byFirst.Keys]);

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
            if (MatchAt(text, at) is not (var content, var token))
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

    private Candidate? MatchAt(ReadOnlySpan<char> text, int at)
    {
        foreach (Candidate candidate in _byFirst[text[at]])
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

    private sealed record Candidate(string Content, AddedToken Token);
}
