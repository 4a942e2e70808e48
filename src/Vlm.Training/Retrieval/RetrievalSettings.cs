namespace Vlm.Training;

/// <summary>The two towers of a retrieval head, and how they are trained.</summary>
public sealed record RetrievalSettings
{
    /// <summary>The numbers of each picture cell after the first layer; a multiple of <see cref="PoolingHeads"/>.</summary>
    public int Width { get; init; } = 512;

    /// <summary>The numbers of each token after the first layer; a multiple of <see cref="PoolingHeads"/>.</summary>
    public int TextWidth { get; init; } = 384;

    /// <summary>The numbers of an embedding.</summary>
    public int EmbeddingSize { get; init; } = 384;

    /// <summary>How many ways of weighing cells and tokens are learned.</summary>
    public int PoolingHeads { get; init; } = 8;

    /// <summary>The share of numbers that are dropped before the last layer of each tower; at least 0, below 1.</summary>
    public double Dropout { get; init; } = 0.4;

    /// <summary>How many cells of a picture a step sees, drawn anew each time; null for all.</summary>
    public int? KeptCells { get; init; } = 28;

    /// <summary>How many captions of each picture a step sees, drawn anew each time.</summary>
    public int CaptionsPerPicture { get; init; } = 2;

    /// <summary>The temperature that the contrast of a batch begins with; it is learned.</summary>
    public double Temperature { get; init; } = 0.07;

    internal void Check(string source)
    {
        Require(Width > 0 && Width % PoolingHeads == 0 && TextWidth > 0 && TextWidth % PoolingHeads == 0, $"width {Width} and textWidth {TextWidth}", $"multiples of poolingHeads, {PoolingHeads}");
        Require(EmbeddingSize > 0, $"embeddingSize {EmbeddingSize}", "at least 1");
        Require(Dropout is >= 0 and < 1, $"dropout {Dropout}", "at least 0, below 1");
        Require(KeptCells is null or > 0, $"keptCells {KeptCells}", "at least 1, or null for all");
        Require(CaptionsPerPicture > 0, $"captionsPerPicture {CaptionsPerPicture}", "at least 1");
        Require(Temperature is > 0 and <= 1, $"temperature {Temperature}", "above 0, at most 1");

        void Require(bool fits, string found, string expected)
        {
            if (!fits)
            {
                throw new TrainingException($"{source}: retrieval: found {found}; expected {expected}.");
            }
        }
    }
}
