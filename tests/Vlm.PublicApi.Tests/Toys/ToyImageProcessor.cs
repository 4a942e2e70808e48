namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Shrinks a picture to 2x2 by averaging its quarters.</summary>
public sealed class ToyImageProcessor : IImageProcessor
{
    public IReadOnlyList<TensorSpec> Outputs { get; init; } = [new TensorSpec(PixelValues.PixelValuesName, TensorElementType.Float32, [-1, Toy.Colours, 2, 2])];

    public PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> pixels = TensorBuffer.Rent<float>(images.Count, Toy.Colours, 2, 2);
        for (int i = 0; i < images.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int at = 0; at < 4 * Toy.Colours; at++)
            {
                pixels.Row(i)[at] = Average(images[i], at / 4, at % 4 / 2, at % 2);
            }
        }

        return new PixelValues(pixels);
    }

    private static float Average(RgbImage image, int colour, int bottom, int right)
    {
        int top = bottom * image.Height / 2, end = bottom == 0 ? Math.Max(1, image.Height / 2) : image.Height;
        int left = right * image.Width / 2, stop = right == 0 ? Math.Max(1, image.Width / 2) : image.Width;
        long sum = 0;
        for (int y = top; y < end; y++)
        {
            for (int x = left; x < stop; x++)
            {
                sum += image.Row(y)[(x * image.BytesPerPixel) + colour];
            }
        }

        return sum / (255f * (end - top) * (stop - left));
    }
}
