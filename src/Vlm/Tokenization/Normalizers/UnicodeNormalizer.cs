namespace Vlm.Tokenization;

/// <summary>NFC, NFD, NFKC and NFKD. Own code because string.Normalize does nothing under InvariantGlobalization and knows no offsets.</summary>
internal sealed class UnicodeNormalizer(bool compatible, bool compose) : Normalizer
{
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
                run ??= new DecomposedRun();
                Rewrite(run, source, i, end, target);
            }

            i = end;
        }
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

        // Each result knows by how many it and its like outnumber the code points that they came from; walking along
        // with that count finds the original of each, as the reference does.
        int next = start, last = start;
        for (int i = 0; i < run.Count; i++)
        {
            int change = run.Change(i);
            if (change <= 0 && next < end)
            {
                last = next;
                for (int skip = change; skip <= 0 && next < end; skip++)
                {
                    source.CodePointAt(next, out int units);
                    next += units;
                }
            }

            target.AppendCodePoint(run.CodePoint(i), source.Start(last), source.End(last));
        }
    }
}
