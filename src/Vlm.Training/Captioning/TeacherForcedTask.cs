namespace Vlm.Training;

/// <summary>Trains a captioner on people's captions, word after word: each word is to be told from those that people wrote before it (cross entropy).</summary>
internal sealed class TeacherForcedTask : CaptionTask
{
    /// <summary>Builds the graph.</summary>
    /// <param name="settings">The sizes.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="rows">The pictures' rows.</param>
    /// <param name="train">The pictures to learn from.</param>
    /// <param name="validation">The pictures to score.</param>
    /// <param name="seed">What the initial numbers are drawn from.</param>
    /// <param name="threads">Threads of a run that writes captions; null for all processors.</param>
    public TeacherForcedTask(
        CaptionerSettings settings, CaptionVocabulary vocabulary, IPictureRows rows, IReadOnlyList<CaptionedPicture> train, IReadOnlyList<CaptionedPicture> validation, long seed = 0, int? threads = null)
        : base(settings, vocabulary, rows, train, validation, seed, threads, settings.LabelSmoothing) =>
        PrincipalComponents.Fill(Parameters, ReductionLayer, rows, [.. train.Select(picture => picture.Index)], seed);

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        TrainingBatch batch = Begin(examples, draw);
        PackedCaptions captions = new(examples.Length);
        CounterRandom random = new(draw, CounterRandom.StreamOf("words"));
        for (int i = 0; i < examples.Length; i++)
        {
            foreach (int[] target in Targets[examples[i]])
            {
                captions.Add(i, target, 1, word => random.NextDouble() < Settings.WordDropout ? CaptionTokens.Unknown : word);
            }
        }

        captions.AddTo(batch, 1f / captions.Count);
        return batch;
    }
}
