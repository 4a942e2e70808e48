namespace Vlm.Training;

/// <summary>The sizes of a captioner and how its captions are drawn for training.</summary>
internal sealed class CaptionerSettings
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

    /// <summary>The rate of dropout on the reduced rows of the picture.</summary>
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
}
