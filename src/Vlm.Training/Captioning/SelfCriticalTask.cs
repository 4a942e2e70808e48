namespace Vlm.Training;

/// <summary>
/// Goes on training a captioner towards its own metric (self-critical sequence training, S. Rennie et al., 2017): captions are
/// drawn for each picture, and each is made likelier by how much its CIDEr-D is above the mean of the picture's others.
/// How likely a caption is, is taken as it was drawn: at the same temperature, among the same words, and without dropout. Otherwise a caption that
/// is to become less likely could do so without end, such as by a token that is never drawn, and be drawn as often as before.
/// The end token counts as a word in the reward, so that captions learn to end.
/// </summary>
internal sealed class SelfCriticalTask : CaptionTask
{
    private readonly CiderReward _reward;
    private readonly int _samples;

    /// <summary>Builds the graph; the parameters are still random and are to be filled from the captioner that goes on.</summary>
    /// <param name="settings">As of the captioner; rows may be blanked, for drawing too, but its dropout is not used.</param>
    /// <param name="vocabulary">As of the captioner.</param>
    /// <param name="rows">The pictures' rows.</param>
    /// <param name="train">The pictures to learn from.</param>
    /// <param name="validation">The pictures to score.</param>
    /// <param name="samples">How many captions are drawn for a picture; 2 or more.</param>
    /// <param name="seed">The seed of the parameters.</param>
    /// <param name="threads">Threads of a run that writes captions; null for all processors.</param>
    public SelfCriticalTask(
        CaptionerSettings settings, CaptionVocabulary vocabulary, IPictureRows rows, IReadOnlyList<CaptionedPicture> train, IReadOnlyList<CaptionedPicture> validation, int samples = 5, long seed = 0, int? threads = null)
        : base(settings with { Dropout = 0, MemoryDropout = 0 }, vocabulary, rows, train, validation, seed, threads, smoothing: 0, settings.SampleTemperature)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 2);
        _samples = samples;
        Dictionary<string, int> words = vocabulary.Tokens.Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id, StringComparer.Ordinal);
        _reward = new CiderReward([.. train.Select(picture => picture.Captions.Select(caption => Reference(words, caption)).ToArray())]);
    }

    /// <summary>The mean reward of the captions of the last batch.</summary>
    public double LastReward { get; private set; }

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        int[] chosen = examples.ToArray();
        TrainingBatch batch = Begin(examples, draw);
        int[][][] written = Sampler.Write((TensorBuffer<float>)batch.Tensors["encoder_hidden_states"], _samples, draw);
        PackedCaptions captions = new(chosen.Length);
        double total = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            double[] rewards = Array.ConvertAll(written[i], caption => _reward.Score(chosen[i], caption));
            double sum = rewards.Sum();
            total += sum;
            for (int k = 0; k < rewards.Length; k++)
            {
                captions.Add(i, written[i][k], (float)(rewards[k] - ((sum - rewards[k]) / (rewards.Length - 1))));
            }
        }

        LastReward = total / (chosen.Length * _samples);
        captions.AddTo(batch, 1f / captions.Count);
        return batch;
    }

    // Words that the captioner cannot write keep numbers of their own, so that they match nothing it writes.
    private static int[] Reference(Dictionary<string, int> words, string caption) => [.. CaptionWords.Split(caption).Select(word =>
    {
        if (!words.TryGetValue(word, out int id))
        {
            words[word] = id = words.Count;
        }

        return id;
    }).Append(CaptionTokens.End)];
}
