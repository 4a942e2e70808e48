namespace Vlm.Training;

/// <summary>The two towers of a retrieval head, and how they are trained.</summary>
public sealed record RetrievalSettings
{
    /// <summary>The numbers of each picture cell after the first layer, which begins with the principal components.</summary>
    public int Width { get; init; } = 512;

    /// <summary>The numbers that are pooled of cells and of tokens; a multiple of <see cref="PoolingHeads"/>.</summary>
    public int PooledWidth { get; init; } = 384;

    /// <summary>The numbers of an embedding.</summary>
    public int EmbeddingSize { get; init; } = 384;

    /// <summary>How many ways of weighing cells and tokens are learned.</summary>
    public int PoolingHeads { get; init; } = 8;

    /// <summary>The share of numbers that are dropped before the last layers of each tower; at least 0, below 1.</summary>
    public double Dropout { get; init; } = 0.4;

    /// <summary>How many cells of a picture a step sees, drawn anew each time; null for all.</summary>
    public int? KeptCells { get; init; } = 28;

    /// <summary>How many captions of each picture a step sees, drawn anew each time.</summary>
    public int CaptionsPerPicture { get; init; } = 2;

    /// <summary>The temperature that the contrast of a batch begins with; it is learned.</summary>
    public double Temperature { get; init; } = 0.07;

    /// <summary>How fast the layer that reduces a picture's cells is trained, as a share of the learning rate; 0 leaves it as the principal components.</summary>
    public double ReductionRate { get; init; }

    /// <summary>
    /// How much of the targets, of pictures and of captions, is shared out over all captions of the batch by how near they are to
    /// the own ones: a softmax of 20 times the cosine of the frozen text encoder's mean states, in which the own ones stand too. 0
    /// for the own ones alone. Captions of different pictures often say the same, and are then no strangers.
    /// </summary>
    public double NeighbourWeight { get; init; }

    /// <summary>Whether four crops of each training picture are views of it too, beside the whole and its mirror image.</summary>
    public bool Crops { get; init; }

    /// <summary>Whether the towers of the model that a run begins from are trained on in place of new ones. The sizes here must be those that they were trained with.</summary>
    public bool Continues { get; init; }

    /// <summary>How the image encoder is trained with the towers; null where it stays as it is. Pictures are then decoded anew for every step.</summary>
    public EncoderTuning? ImageEncoder { get; init; }

    /// <summary>How the text encoder is trained with the towers; null where it stays as it is.</summary>
    public EncoderTuning? TextEncoder { get; init; }

    internal void Check(string source)
    {
        Require(Width > 0 && PoolingHeads > 0 && PooledWidth > 0 && PooledWidth % PoolingHeads == 0, $"width {Width}, pooledWidth {PooledWidth} and poolingHeads {PoolingHeads}", "at least 1 each, and a pooledWidth that is a multiple of poolingHeads");
        Require(EmbeddingSize > 0, $"embeddingSize {EmbeddingSize}", "at least 1");
        Require(Dropout is >= 0 and < 1, $"dropout {Dropout}", "at least 0, below 1");
        Require(KeptCells is null or > 0, $"keptCells {KeptCells}", "at least 1, or null for all");
        Require(ReductionRate >= 0, $"reductionRate {ReductionRate}", "at least 0");
        Require(NeighbourWeight is >= 0 and < 1, $"neighbourWeight {NeighbourWeight}", "at least 0, below 1");
        Require(CaptionsPerPicture > 0, $"captionsPerPicture {CaptionsPerPicture}", "at least 1");
        Require(Temperature is > 0 and <= 1, $"temperature {Temperature}", "above 0, at most 1");
        ImageEncoder?.Check($"{source}: retrieval: imageEncoder");
        TextEncoder?.Check($"{source}: retrieval: textEncoder");

        void Require(bool fits, string found, string expected)
        {
            if (!fits)
            {
                throw new TrainingException($"{source}: retrieval: found {found}; expected {expected}.");
            }
        }
    }
}
