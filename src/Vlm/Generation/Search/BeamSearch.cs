namespace Vlm.Generation;

/// <summary>Beam search, or beam sampling, over a batch of texts. A text that has ended leaves the batch.</summary>
internal static class BeamSearch
{
    /// <summary>Generates to the end.</summary>
    /// <param name="decoder">One row for each text; the search widens it to k rows a text after the first step. The caller disposes it.</param>
    /// <param name="settings">What to generate by.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <returns>For each row its texts, best first.</returns>
    public static Hypothesis[][] Run(IDecoderSteps decoder, GenerationSettings settings, CancellationToken cancellationToken)
    {
        CheckVocabulary(decoder, settings);
        BeamText[] texts = new BeamText[decoder.Rows];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = new BeamText(settings, decoder.Prompt(i), decoder.EncoderPrompt(i));
        }

        using NextTokenScores scoring = new(settings, decoder.VocabularySize, asLogProbabilities: true);
        Deadline deadline = new(settings.MaxTime);
        int[] rows = new int[texts.Length * settings.NumBeams];
        long[] next = new long[rows.Length];
        cancellationToken.ThrowIfCancellationRequested();
        decoder.Start(cancellationToken);
        for (BeamText[] active = texts; ;)
        {
            int count = Advance(active, decoder, scoring, deadline.IsOver, rows, next);
            active = Array.Exists(active, t => t.Finished) ? Array.FindAll(active, t => !t.Finished) : active;
            if (active.Length == 0)
            {
                return Array.ConvertAll(texts, t => Best(t, settings.NumReturnSequences));
            }

            cancellationToken.ThrowIfCancellationRequested();
            decoder.Reorder(rows.AsSpan(0, count));
            decoder.Step(next.AsSpan(0, count), cancellationToken);
        }
    }

    /// <summary>Continues all texts, and notes the rows and tokens of those that go on.</summary>
    private static int Advance(BeamText[] active, IDecoderSteps decoder, NextTokenScores scoring, bool timeIsOver, int[] rows, long[] next)
    {
        int firstRow = 0, count = 0;
        foreach (BeamText text in active)
        {
            int read = text.Open;
            text.Advance(decoder, firstRow, scoring, timeIsOver);
            for (int beam = 0; beam < text.Open && !text.Finished; beam++, count++)
            {
                rows[count] = firstRow + text.Parents[beam];
                next[count] = text.LastToken(beam);
            }

            firstRow += read;
        }

        return count;
    }

    private static Hypothesis[] Best(BeamText text, int count)
    {
        Hypothesis[] best = new Hypothesis[Math.Min(count, text.Ended.Count)];
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = text.Ended[i];
        }

        return best;
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
