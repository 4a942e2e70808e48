namespace Vlm.Tokenization;

/// <summary>Replace: every match of a pattern becomes a fixed text, which stands for the end of what it replaces.</summary>
internal sealed class ReplaceNormalizer(TextPattern pattern, string content) : Normalizer
{
    public override void Apply(AlignedText source, AlignedText target)
    {
        int done = 0;
        foreach ((int start, int end) in pattern.Matches(source.Span))
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
