namespace Vlm;

/// <summary>
/// What an image processor makes of a batch of pictures: named tensors of any rank and element type, the first of which is
/// <c>pixel_values</c>, and how many of its entries belong to each picture.
/// </summary>
/// <remarks>
/// Names and types are those of the family's Python class: <c>pixel_mask</c>, <c>pixel_attention_mask</c>, <c>image_grid_thw</c>
/// (Int64 [B,3]), <c>image_sizes</c> (Int64 [B,2]), <c>spatial_shapes</c> … What Python gives as lists (rows and columns of
/// tiles) is in <see cref="Grids"/>. The owner disposes it once the encoder has run.
/// </remarks>
public sealed class PixelValues : IDisposable
{
    /// <summary>The name of the tensor that every processor gives.</summary>
    public const string PixelValuesName = "pixel_values";

    private static readonly int[] OnePicture = [1];

    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="tensors">The tensors by name; one of them is <c>pixel_values</c>.</param>
    /// <param name="counts">Per picture, how many frames or patches of <c>pixel_values</c> are its own.</param>
    /// <param name="grids">Per picture, how it was divided; null where nothing is divided or resized to sizes of its own.</param>
    /// <exception cref="ArgumentException">There is no <c>pixel_values</c>, or another number of grids than of counts.</exception>
    public PixelValues(IReadOnlyDictionary<string, TensorBuffer> tensors, IReadOnlyList<int> counts, IReadOnlyList<ImageGrid>? grids = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(counts);
        if (!tensors.ContainsKey(PixelValuesName))
        {
            throw new ArgumentException($"A processor gives a tensor named '{PixelValuesName}'; found: {string.Join(", ", tensors.Keys)}.", nameof(tensors));
        }

        if (grids is not null && grids.Count != counts.Count)
        {
            throw new ArgumentException($"There are {counts.Count} pictures, but {grids.Count} grids.", nameof(grids));
        }

        Tensors = tensors;
        Counts = counts;
        Grids = grids ?? [];
    }

    /// <summary>A plain batch.</summary>
    /// <param name="pixelValues">[B,3,H,W]; ownership passes to the new object.</param>
    public PixelValues(TensorBuffer pixelValues)
        : this(Single(pixelValues), Ones(pixelValues.Shape[0]))
    {
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorBuffer> Tensors { get; }

    /// <summary>
    /// Per picture, how many entries of <c>pixel_values</c> are its own, along the dimension that lists them; their number is the
    /// batch size. Frames (a picture, its tiles and crops) of [F,3,H,W], [B,T,3,H,W], [1,F,3,H,W] and [F,P,D] count, and patches
    /// of [P,D]. Entries of one picture follow each other; where T exceeds a picture's count, the rest of its row is zero.
    /// </summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>Per picture, how it was divided; empty where all pictures become one frame of the same size.</summary>
    public IReadOnlyList<ImageGrid> Grids { get; }

    /// <summary>The tensor <c>pixel_values</c>: frames [F,3,H,W], tiles [B,T,3,H,W], patches [P,D] or frames of patches [F,P,D].</summary>
    public TensorBuffer Pixels => Tensors[PixelValuesName];

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Tensors is SingleTensor only)
        {
            only.Tensor.Dispose();
            return;
        }

        foreach (TensorBuffer tensor in Tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private static SingleTensor Single(TensorBuffer pixelValues)
    {
        ArgumentNullException.ThrowIfNull(pixelValues);
        return new SingleTensor(PixelValuesName, pixelValues);
    }

    private static int[] Ones(long count)
    {
        if (count == 1)
        {
            return OnePicture;
        }

        int[] ones = new int[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
