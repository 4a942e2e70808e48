namespace Vlm.Tokenization;

/// <summary>NFC, NFD, NFKC and NFKD. Own code because string.Normalize does nothing under InvariantGlobalization and knows no offsets.</summary>
internal sealed class UnicodeNormalizer(bool compatible, bool compose) : Normalizer
{
    [ThreadStatic]
    private static DecomposedRun? _runOfThread;

    public override void Apply(AlignedText source, AlignedText target)
    {
        DecomposedRun? run = null;
        for (int i = 0; i < source.Length;)
        {
            // An ASCII character never joins what stands before it, so a run ends where the next one begins.
            int end = i + 1;
            while (end < source.Length && source.Span[end] >= 0x80)
            {
                end++;
            }

            if (end == i + 1 && source.Span[i] < 0x80)
            {
                target.Append(source, i, 1);
            }
            else
            {
                run ??= _runOfThread ?? new DecomposedRun();
                Rewrite(run, source, i, end, target);
            }

            i = end;
        }

        _runOfThread = run is null or { IsWorthKeeping: true } ? run ?? _runOfThread : null;
    }

    private void Rewrite(DecomposedRun run, AlignedText source, int start, int end, AlignedText target)
    {
        run.Clear();
        for (int i = start; i < end;)
        {
            run.Add(source.CodePointAt(i, out int units), compatible);
            i += units;
        }

        run.Reorder();
        if (compose)
        {
            run.Compose();
        }

        AlignedWriter writer = new(source, start, end, target);
        for (int i = 0; i < run.Count; i++)
        {
            writer.Append(run.CodePoint(i), run.Change(i));
        }
    }
}
