namespace Vlm.Tokenization;

/// <summary>Replace: every match of a pattern becomes a fixed text, which stands for the end of what it replaces.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : Normalizer
{
    [ThreadStatic]
    private static List<(int Start, int End)>? _matchesOfThread;

    /// <summary>Whether every run of white space becomes one space.</summary>
    public bool JoinsWhiteSpace => pattern.KnownExpression == KnownExpressions.WhiteSpace && content == " ";

    public override void Apply(AlignedText source, AlignedText target)
    {
        int done = 0;
        List<(int Start, int End)> matches = _matchesOfThread ??= [];
        matches.Clear();
        pattern.AddMatches(source.Span, matches);
        foreach ((int start, int end) in matches)
        {
            target.Append(source, done, start - done);
            (int from, int to) = end == 0 ? (0, 0) : (source.Start(end - 1), source.End(end - 1));
            foreach (char unit in content)
            {
                target.Append(unit, from, to);
            }

            done = end;
        }

        target.Append(source, done, source.Length - done);
    }
}
