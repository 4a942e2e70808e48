namespace Vlm.Composition;

/// <summary>Pictures to pixel values: decode, process, one group at a time.</summary>
internal sealed class PixelPipeline(IImageDecoder decoder, IImageProcessor processor)
{
    /// <summary>
    /// Reads <paramref name="count"/> pictures from <paramref name="start"/>; an error names the picture's place in the whole list.
    /// Where <paramref name="sizes"/> is given, the pictures' sizes are written into it. The caller disposes the values.
    /// </summary>
    public PixelValues Read(IReadOnlyList<ImageInput> images, int start, int count, ImageDecodeOptions? options, CancellationToken cancellationToken, PictureSize[]? sizes = null)
    {
        RgbImage?[] decoded = new RgbImage?[count];
        try
        {
            Decode(images, start, decoded, options?.For(processor), cancellationToken);
            for (int i = 0; i < sizes?.Length; i++)
            {
                sizes[i] = new PictureSize(decoded[i]!.OriginalWidth, decoded[i]!.OriginalHeight);
            }

            return Process(decoded!, start, cancellationToken);
        }
        finally
        {
            foreach (RgbImage? image in decoded)
            {
                image?.Dispose();
            }
        }
    }

    private PixelValues Process(RgbImage[] decoded, int start, CancellationToken cancellationToken)
    {
        try
        {
            return processor.Process(decoded, cancellationToken);
        }
        catch (VlmException e) when (e.Index is not null || decoded.Length == 1)
        {
            throw e.AtIndex(start + (e.Index ?? 0));
        }
    }

    private void Decode(IReadOnlyList<ImageInput> images, int start, RgbImage?[] decoded, ImageDecodeOptions? options, CancellationToken cancellationToken)
    {
        if (decoded.Length == 1)
        {
            try
            {
                decoded[0] = decoder.Decode(images[start], options, cancellationToken);
            }
            catch (VlmException e)
            {
                throw e.AtIndex(start);
            }

            return;
        }

        VlmException?[] errors = new VlmException?[decoded.Length];
        Parallel.For(0, decoded.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            try
            {
                decoded[i] = decoder.Decode(images[start + i], options, cancellationToken);
            }
            catch (VlmException e)
            {
                errors[i] = e.AtIndex(start + i);
            }
        });

        // Of several errors always the first is told, whatever the order in which the threads met them.
        if (Array.Find(errors, e => e is not null) is { } first)
        {
            throw first;
        }
    }
}
