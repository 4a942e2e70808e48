namespace Vlm;

/// <summary>
/// What an image processor makes of a batch of pictures: named tensors of any rank and element type, the first of which is
/// <c>pixel_values</c>, and how many of its rows belong to each picture.
/// </summary>
/// <remarks>The owner disposes it once the encoder has run.</remarks>
public sealed class PixelValues : IDisposable
{
    /// <summary>The name of the tensor that every processor gives.</summary>
    public const string PixelValuesName = "pixel_values";

    private static readonly int[] OnePicture = [1];

    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="tensors">The tensors by name; one of them is <c>pixel_values</c>.</param>
    /// <param name="counts">Per picture, how many entries of the outermost dimension of <c>pixel_values</c> are its own.</param>
    /// <exception cref="ArgumentException">There is no <c>pixel_values</c>.</exception>
    public PixelValues(IReadOnlyDictionary<string, TensorBuffer> tensors, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(counts);
        if (!tensors.ContainsKey(PixelValuesName))
        {
            throw new ArgumentException($"A processor gives a tensor named '{PixelValuesName}'; found: {string.Join(", ", tensors.Keys)}.", nameof(tensors));
        }

        Tensors = tensors;
        Counts = counts;
    }

    /// <summary>A plain batch.</summary>
    /// <param name="pixelValues">[B,3,H,W]; ownership passes to the new object.</param>
    public PixelValues(TensorBuffer pixelValues)
        : this(Single(pixelValues), Ones(pixelValues.Shape[0]))
    {
    }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, TensorBuffer> Tensors { get; }

    /// <summary>Per picture, how many entries of the outermost dimension of <c>pixel_values</c> are its own; their number is the batch size.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The tensor <c>pixel_values</c>: a batch [B,3,H,W], tiles [B,T,3,H,W] or patches [P,D].</summary>
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
