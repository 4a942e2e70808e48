using Vlm.Imaging;
using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing;

/// <summary>
/// Resize, centre crop and value steps, each optional: pixel_values [B,3,H,W]. Pictures of a batch are made in parallel;
/// each writes its own part, so that the result does not depend on the number of threads.
/// </summary>
internal sealed class StepImageProcessor(ResizeStep? resize, CenterCropStep? crop, PixelTable table) : IImageProcessor
{
    private const int AnySize = -1;

    public IReadOnlyList<TensorSpec> Outputs { get; } =
    [
        new TensorSpec(PixelValues.PixelValuesName, TensorElementType.Float32,
            [AnySize, PixelTable.Channels, crop?.Height ?? resize?.Fixed?.Height ?? AnySize, crop?.Width ?? resize?.Fixed?.Width ?? AnySize]),
    ];

    public PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
        {
            throw new InvalidInputException("There is no picture to process; pass at least one.");
        }

        (int width, int height) = CommonSize(images);
        TensorBuffer<float> pixels = TensorBuffer.Rent<float>(images.Count, PixelTable.Channels, height, width);
        try
        {
            if (images.Count == 1)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(images[0], pixels.Span, width, height);
            }
            else
            {
                WriteAll(images, pixels, width, height, cancellationToken);
            }

            return new PixelValues(pixels);
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private void WriteAll(IReadOnlyList<RgbImage> images, TensorBuffer<float> pixels, int width, int height, CancellationToken cancellationToken)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, images.Count, options, i => Write(images[i], pixels.Row(i), width, height));
        }
        catch (AggregateException e)
        {
            // One picture's own error says more than the bundle.
            throw e.Flatten().InnerExceptions.OfType<VlmException>().FirstOrDefault() ?? e.InnerExceptions[0];
        }
    }

    private (int Width, int Height) CommonSize(IReadOnlyList<RgbImage> images)
    {
        (int Width, int Height) first = SizeOf(images[0]);
        for (int i = 1; i < images.Count; i++)
        {
            if (SizeOf(images[i]) is var other && other != first)
            {
                throw new InvalidInputException(
                    $"Picture {i} comes out as {other.Width}x{other.Height} pixels, picture 0 as {first.Width}x{first.Height}; "
                    + "this processor neither crops nor pads, so that a batch needs pictures of one shape. Pass them one at a time.");
            }
        }

        return first;
    }

    private (int Width, int Height) SizeOf(RgbImage image) =>
        crop is not null ? (crop.Width, crop.Height) : resize?.SizeOf(image.Width, image.Height) ?? (image.Width, image.Height);

    private void Write(RgbImage image, Span<float> planes, int width, int height)
    {
        if (image.BytesPerPixel == 4)
        {
            Write(new PixelRows(image.Pixels.Span, image.Stride, image.Width, image.Height), planes, width, height);
            return;
        }

        using PooledBytes wide = new(image.Width * image.Height * 4);
        RgbExpansion.Expand(image, wide.Span);
        Write(new PixelRows(wide.Span, image.Width * 4, image.Width, image.Height), planes, width, height);
    }

    private void Write(PixelRows source, Span<float> planes, int width, int height)
    {
        (int Width, int Height) resized = resize?.SizeOf(source.Width, source.Height) ?? (source.Width, source.Height);
        (int left, int top) = crop?.Origin(resized.Width, resized.Height) ?? (0, 0);

        // The part of the resized picture that the crop shows, and where it lies in the result.
        int fromX = Math.Max(0, left);
        int fromY = Math.Max(0, top);
        int columns = Math.Min(resized.Width, left + width) - fromX;
        int rows = Math.Min(resized.Height, top + height) - fromY;
        int offset = ((fromY - top) * width) + (fromX - left);
        if (columns < width || rows < height)
        {
            Blacken(planes, width * height);
        }

        ResizeRequest request = new(resized.Width, resized.Height, resize?.Filter ?? ResizeFilter.Nearest)
        {
            Window = new PixelWindow(fromX, fromY, columns, rows),
        };
        Resizer.Resize(source, request, new PlanarSink(planes, width * height, width, offset, table));
    }

    private void Blacken(Span<float> planes, int planeLength)
    {
        for (int channel = 0; channel < PixelTable.Channels; channel++)
        {
            planes.Slice(channel * planeLength, planeLength).Fill(table.Black(channel));
        }
    }
}
