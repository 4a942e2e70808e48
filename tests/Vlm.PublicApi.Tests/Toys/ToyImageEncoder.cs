namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Four rows a picture, one for each quarter, their mean as the pooled vector, and three classes.</summary>
public sealed class ToyImageEncoder : Toy, IImageEncoder
{
    private int _encodedPictures;

    public IReadOnlyList<TensorSpec> Inputs { get; } = [new TensorSpec(PixelValues.PixelValuesName, TensorElementType.Float32, [-1, Colours, 2, 2])];

    public FeatureSizes OutputSizes { get; } = new() { Sequence = Colours, SequenceLength = 4, Pooled = Colours };

    public IReadOnlyList<string> ClassLabels { get; init; } = ColourNames;

    /// <summary>Held while it encodes, so that a test can keep a call under way.</summary>
    public ManualResetEventSlim Gate { get; } = new(initialState: true);

    /// <summary>Set when a call has reached the encoder.</summary>
    public ManualResetEventSlim Entered { get; } = new();

    public int EncodedPictures => _encodedPictures;

    public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default)
    {
        Entered.Set();
        Gate.Wait(cancellationToken);
        ObjectDisposedException.ThrowIf(Disposals > 0, this);
        TensorBuffer<float> input = (TensorBuffer<float>)pixels.Pixels;
        int count = (int)input.Shape[0];
        Interlocked.Add(ref _encodedPictures, count);
        TensorBuffer<float> rows = TensorBuffer.Rent<float>(count * 4, Colours), pooled = TensorBuffer.Rent<float>(count, Colours), logits = TensorBuffer.Rent<float>(count, Colours);
        for (int i = 0; i < count; i++)
        {
            for (int c = 0; c < Colours; c++)
            {
                ReadOnlySpan<float> plane = input.Row(i).Slice(c * 4, 4);
                pooled.Row(i)[c] = (plane[0] + plane[1] + plane[2] + plane[3]) / 4;
                logits.Row(i)[c] = 10 * pooled.Row(i)[c];
                for (int quarter = 0; quarter < 4; quarter++)
                {
                    rows.Row((i * 4) + quarter)[c] = plane[quarter];
                }
            }
        }

        return new ImageFeatures([.. Enumerable.Repeat(4, count)], rows, pooled, new Dictionary<string, TensorBuffer> { ["logits"] = logits });
    }
}
