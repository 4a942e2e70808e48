namespace Vlm.Generation;

/// <summary>Beam search over a batch of texts. A text that has ended leaves the batch.</summary>
internal static class BeamSearch
{
    /// <summary>Generates to the end.</summary>
    /// <param name="decoder">One row for each text; the search widens it to k rows a text after the first step. The caller disposes it.</param>
    /// <param name="settings">What to generate by.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <returns>The best text of each row.</returns>
    public static GeneratedSequence[] Run(IDecoderSteps decoder, GenerationSettings settings, CancellationToken cancellationToken)
    {
        CheckVocabulary(decoder, settings);
        BeamText[] texts = [.. Enumerable.Range(0, decoder.Rows).Select(_ => new BeamText(settings))];
        BeamText[] active = texts;
        int beams = settings.NumBeams, open = 1;
        int[] rows = new int[texts.Length * beams];
        long[] next = new long[texts.Length * beams];
        for (int step = 0; active.Length > 0; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step == 0)
            {
                decoder.Start(cancellationToken);
            }
            else
            {
                decoder.Step(next.AsSpan(0, active.Length * open), cancellationToken);
            }

            int kept = 0;
            for (int i = 0; i < active.Length; i++)
            {
                active[i].Advance(step, decoder, i * open, open);
                if (!active[i].Finished)
                {
                    Place(active[i], i * open, rows.AsSpan(kept * beams, beams), next.AsSpan(kept * beams, beams));
                    kept++;
                }
            }

            if (kept < active.Length)
            {
                active = Array.FindAll(active, t => !t.Finished);
            }

            open = beams;
            if (kept > 0)
            {
                decoder.Reorder(rows.AsSpan(0, kept * beams));
            }
        }

        return Array.ConvertAll(texts, t => t.Best());
    }

    private static void Place(BeamText text, int firstRow, Span<int> rows, Span<long> next)
    {
        for (int beam = 0; beam < rows.Length; beam++)
        {
            rows[beam] = firstRow + text.Parents[beam];
            next[beam] = text.Tokens[beam];
        }
    }

    private static void CheckVocabulary(IDecoderSteps decoder, GenerationSettings settings)
    {
        if (settings.CandidateCount > decoder.VocabularySize)
        {
            throw new InvalidInputException(
                $"{settings.NumBeams} beams look at {settings.CandidateCount} continuations, but the vocabulary has {decoder.VocabularySize} tokens. Ask for fewer beams.");
        }
    }
}
