namespace Vlm.Training;

/// <summary>The sizes of a captioner and how its captions are drawn for training.</summary>
public sealed record CaptionerSettings
{
    /// <summary>What each row of the picture is reduced to before attention looks at it.</summary>
    public int Reduced { get; init; } = 512;

    /// <summary>The size of a token's state; a multiple of <see cref="Heads"/>.</summary>
    public int Width { get; init; } = 256;

    /// <summary>The number of decoder layers.</summary>
    public int Layers { get; init; } = 3;

    /// <summary>The number of attention heads.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>The inner size of the feed-forward layers.</summary>
    public int Inner { get; init; } = 1024;

    /// <summary>The most tokens of a sequence, the begin token counted.</summary>
    public int Positions { get; init; } = 32;

    /// <summary>The rate of dropout after every sublayer and on the word vectors.</summary>
    public float Dropout { get; init; } = 0.1f;

    /// <summary>The rate of dropout on the reduced rows of the picture. Like <see cref="Dropout"/> it is not used where <see cref="SelfCriticalSamples"/> are drawn: what is drawn is what is trained.</summary>
    public float MemoryDropout { get; init; } = 0.1f;

    /// <summary>The share of a picture's rows that are blanked while training.</summary>
    public float RowDropout { get; init; }

    /// <summary>The share of words that are replaced by the unknown word at the decoder's input while training.</summary>
    public float WordDropout { get; init; }

    /// <summary>The share of the target that cross entropy spreads over all words.</summary>
    public float LabelSmoothing { get; init; } = 0.1f;

    /// <summary>How often a word must stand in the training captions to be in the vocabulary.</summary>
    public int MinWordCount { get; init; } = 4;

    /// <summary>The most tokens that training and generation write, the end token counted.</summary>
    public int MaxNewTokens { get; init; } = 20;

    /// <summary>The beams that the exported head searches with.</summary>
    public int Beams { get; init; } = 3;

    /// <summary>
    /// How many captions are drawn of each picture to train on their own CIDEr-D, after a run on people's captions; 0 trains on
    /// people's captions. The run goes on from the model's captioner then, which these settings made.
    /// </summary>
    public int SelfCriticalSamples { get; init; }

    /// <summary>
    /// The temperature at which captions are drawn. At 1 a captioner that was smoothed draws an odd word now and then, more the
    /// longer the caption is, and so learns to be short.
    /// </summary>
    public float SampleTemperature { get; init; } = 0.6f;

    /// <summary>How fast the layer that reduces rows is trained, as a share of the learning rate; it begins with the principal components.</summary>
    public double ReductionRate { get; init; } = 0.2;

    /// <summary>Whether four crops of each training picture are views of it too, beside the whole and its mirror image.</summary>
    public bool Crops { get; init; }

    /// <summary>Whether the model's own captioner is trained on, in the form and the precision of its files, and none is begun anew.</summary>
    public bool Continues { get; init; }

    internal void Check(string source)
    {
        Require(Heads > 0 && Width > 0 && Width % Heads == 0, $"width {Width} and heads {Heads}", "a width that is a multiple of the heads");
        Require(Reduced > 0 && Layers > 0 && Inner > 0, $"reduced {Reduced}, layers {Layers}, inner {Inner}", "at least 1 each");
        Require(MaxNewTokens > 1 && Positions >= MaxNewTokens, $"maxNewTokens {MaxNewTokens} and positions {Positions}", "2 or more new tokens, and as many positions at least");
        Require(MinWordCount > 0, $"minWordCount {MinWordCount}", "at least 1");
        Require(Beams > 0, $"beams {Beams}", "at least 1");
        Require(SelfCriticalSamples is 0 or > 1, $"selfCriticalSamples {SelfCriticalSamples}", "0, or 2 and more");
        Require(SampleTemperature > 0, $"sampleTemperature {SampleTemperature}", "above 0");
        Require(ReductionRate >= 0, $"reductionRate {ReductionRate}", "at least 0");
        foreach ((string name, float share) in new[] { ("dropout", Dropout), ("memoryDropout", MemoryDropout), ("rowDropout", RowDropout), ("wordDropout", WordDropout), ("labelSmoothing", LabelSmoothing) })
        {
            Require(share is >= 0 and < 1, $"{name} {share}", "at least 0, below 1");
        }

        void Require(bool fits, string found, string expected)
        {
            if (!fits)
            {
                throw new TrainingException($"{source}: captioner: found {found}; expected {expected}.");
            }
        }
    }
}
