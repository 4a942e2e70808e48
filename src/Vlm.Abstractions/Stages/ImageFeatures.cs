namespace Vlm;

/// <summary>What an image encoder makes of a batch of pictures: rows, a pooled vector, or both.</summary>
/// <remarks>The owner disposes it once the last head has run. Reading from several threads is safe.</remarks>
public sealed class ImageFeatures : IDisposable
{
    private static readonly Dictionary<string, TensorBuffer> NoExtras = [];

    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="counts">Per picture, how many of the rows are its own; their number is the batch size B.</param>
    /// <param name="rows">[ΣN,D], or null where the encoder gives none.</param>
    /// <param name="pooled">[B,D], or null where the encoder gives none.</param>
    /// <param name="extras">Further outputs by name, such as class <c>logits</c> [B,C].</param>
    public ImageFeatures(
        IReadOnlyList<int> counts, TensorBuffer<float>? rows = null, TensorBuffer<float>? pooled = null, IReadOnlyDictionary<string, TensorBuffer>? extras = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        TensorShapeException.ThrowUnless(rows, "image rows", counts.Sum(), -1);
        TensorShapeException.ThrowUnless(pooled, "pooled image features", counts.Count, -1);
        Counts = counts;
        Rows = rows;
        Pooled = pooled;
        Extras = extras ?? NoExtras;
    }

    /// <summary>The number of pictures, B.</summary>
    public int BatchSize => Counts.Count;

    /// <summary>Per picture, how many of the rows are its own. A regular grid is the case of equal numbers.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Patches or cells, row-major, picture after picture: [ΣN,D]. Null where the encoder gives none.</summary>
    public TensorBuffer<float>? Rows { get; }

    /// <summary>One vector a picture: [B,D]. Null where the encoder gives none.</summary>
    public TensorBuffer<float>? Pooled { get; }

    /// <summary>Further outputs by name, such as class <c>logits</c> [B,C].</summary>
    public IReadOnlyDictionary<string, TensorBuffer> Extras { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rows?.Dispose();
        Pooled?.Dispose();
        if (Extras != NoExtras)
        {
            foreach (TensorBuffer extra in Extras.Values)
            {
                extra.Dispose();
            }
        }
    }
}
