namespace Vlm.Tokenization;

/// <summary>What Replace and Split look for: a fixed text or a regular expression.</summary>
internal sealed class TextPattern
{
    private readonly string? _literal;
    private readonly KnownExpressions.MatchLength? _known;
    private readonly Expression? _expression;

    private TextPattern(string? literal, KnownExpressions.MatchLength? known, Expression? expression)
    {
        _literal = literal;
        _known = known;
        _expression = expression;
    }

    /// <summary>The regular expression where it is one of <see cref="KnownExpressions"/>; otherwise null.</summary>
    public string? KnownExpression { get; private init; }

    public static TextPattern Read(JsonPart part)
    {
        if (part.Find("String") is { } literal)
        {
            return literal.Text().Length > 0 ? new TextPattern(literal.Text(), null, null) : throw literal.Unexpected("a text to look for");
        }

        JsonPart expression = part.Find("Regex") ?? throw part.Unexpected("an object with String or Regex");
        if (KnownExpressions.Find(expression.Text()) is { } known)
        {
            return new TextPattern(null, known, null) { KnownExpression = expression.Text() };
        }

        try
        {
            return new TextPattern(null, null, Expression.Parse(expression.Text()));
        }
        catch (ExpressionException e)
        {
            throw new ModelFolderException(part.File.Path, $"the regular expression cannot be read: {e.Message}.", expression.Path, e);
        }
    }

    /// <summary>Adds where the pattern matches, from left to right, as (start, end).</summary>
    /// <exception cref="InvalidInputException">The regular expression takes more than a second on this text.</exception>
    public void AddMatches(ReadOnlySpan<char> text, List<(int Start, int End)> found)
    {
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
            _expression!.FindMatches(text, found);
        }
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
}
