namespace Vlm.Tests.Training.Features;

/// <summary>Two rows a picture: the mean of its left and of its right half, with its size; their mean is the pooled vector. Processor and encoder in one.</summary>
internal sealed class HalvesEncoder : IImageEncoder, IImageProcessor
{
    private int _encoded;

    public IReadOnlyList<TensorSpec> Inputs { get; } = [new TensorSpec(PixelValues.PixelValuesName, TensorElementType.Float32, [-1, 4])];

    public IReadOnlyList<TensorSpec> Outputs => Inputs;

    public FeatureSizes OutputSizes { get; } = new() { Sequence = 3, SequenceLength = 2, Pooled = 3 };

    public IReadOnlyList<string> ClassLabels => [];

    /// <summary>Pictures that it was given since it was made.</summary>
    public int Encoded => _encoded;

    /// <summary>Called before each run with the number of pictures so far; throws to play a process that dies.</summary>
    public Action<int>? BeforeRun { get; init; }

    public PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> pixels = TensorBuffer.Rent<float>(images.Count, 4);
        for (int i = 0; i < images.Count; i++)
        {
            if (images[i].Width > images[i].Height * 100)
            {
                pixels.Dispose();
                throw new InvalidInputException("The picture is too narrow.").AtIndex(i);
            }

            ((float[])[Mean(images[i], 0, images[i].Width / 2), Mean(images[i], images[i].Width / 2, images[i].Width), images[i].Width, images[i].Height]).CopyTo(pixels.Row(i));
        }

        return new PixelValues(pixels);
    }

    public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> input = (TensorBuffer<float>)pixels.Pixels;
        int count = (int)input.Shape[0];
        BeforeRun?.Invoke(_encoded);
        Interlocked.Add(ref _encoded, count);
        TensorBuffer<float> rows = TensorBuffer.Rent<float>(count * 2, 3), pooled = TensorBuffer.Rent<float>(count, 3);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> values = input.Row(i);
            ((float[])[values[0], values[2], values[3]]).CopyTo(rows.Row(i * 2));
            ((float[])[values[1], values[2], values[3]]).CopyTo(rows.Row((i * 2) + 1));
            ((float[])[(values[0] + values[1]) / 2, values[2], values[3]]).CopyTo(pooled.Row(i));
        }

        return new ImageFeatures([.. Enumerable.Repeat(2, count)], rows, pooled);
    }

    public void Dispose()
    {
    }

    private static float Mean(RgbImage image, int from, int to)
    {
        double sum = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = from; x < to; x++)
            {
                sum += image.Row(y)[x * image.BytesPerPixel];
            }
        }

        return (float)(sum / (image.Height * (to - from)));
    }
}
