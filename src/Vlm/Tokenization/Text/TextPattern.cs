using System.Text.RegularExpressions;

namespace Vlm.Tokenization;

/// <summary>What Replace and Split look for: a fixed text or a regular expression.</summary>
internal sealed class TextPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly string? _literal;
    private readonly KnownExpressions.MatchLength? _known;
    private readonly Regex? _regex;

    private TextPattern(string? literal, KnownExpressions.MatchLength? known, Regex? regex)
    {
        _literal = literal;
        _known = known;
        _regex = regex;
    }

    public static TextPattern Read(JsonPart part)
    {
        if (part.Find("String") is { } literal)
        {
            return literal.Text().Length > 0 ? new TextPattern(literal.Text(), null, null) : throw literal.Unexpected("a text to look for");
        }

        JsonPart expression = part.Find("Regex") ?? throw part.Unexpected("an object with String or Regex");
        if (KnownExpressions.Find(expression.Text()) is { } known)
        {
            return new TextPattern(null, known, null);
        }

        try
        {
            return new TextPattern(null, null, new Regex(expression.Text(), RegexOptions.CultureInvariant, Patience));
        }
        catch (ArgumentException e)
        {
            throw new ModelFolderException(part.File.Path, $"the regular expression cannot be read: {e.Message}", expression.Path, e);
        }
    }

    /// <summary>Where the pattern matches, from left to right, as (start, end).</summary>
    /// <exception cref="InvalidInputException">The regular expression takes more than seconds on this text.</exception>
    public List<(int Start, int End)> Matches(ReadOnlySpan<char> text)
    {
        List<(int Start, int End)> found = [];
        if (_literal is not null)
        {
            for (int at = 0, next; (next = text[at..].IndexOf(_literal, StringComparison.Ordinal)) >= 0; at += next + _literal.Length)
            {
                found.Add((at + next, at + next + _literal.Length));
            }
        }
        else if (_known is not null)
        {
            AddKnownMatches(text, found);
        }
        else
        {
            AddRegexMatches(text, found);
        }

        return found;
    }

    private void AddKnownMatches(ReadOnlySpan<char> text, List<(int Start, int End)> found)
    {
        for (int at = 0; at < text.Length;)
        {
            int length = _known!(text[at..]);
            if (length > 0)
            {
                found.Add((at, at + length));
            }

            at += Math.Max(length, 1);
        }
    }

    private void AddRegexMatches(ReadOnlySpan<char> text, List<(int Start, int End)> found)
    {
        RegexText shown = RegexText.Of(text);
        try
        {
            foreach (ValueMatch match in _regex!.EnumerateMatches(shown.Span))
            {
                found.Add((shown.Original(match.Index), shown.Original(match.Index + match.Length)));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw new InvalidInputException($"The tokenizer's regular expression {_regex} took more than {Patience.TotalSeconds} seconds on a text of {text.Length} characters. Shorten the text.");
        }
    }
}
