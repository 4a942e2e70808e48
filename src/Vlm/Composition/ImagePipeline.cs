using Vlm.Encoders;

namespace Vlm.Composition;

/// <summary>Pictures to features: decode, process, encode, one group at a time.</summary>
internal sealed class ImagePipeline(IImageDecoder decoder, IImageProcessor processor, IImageEncoder encoder)
{
    /// <summary>The parts that a trained head reads. Of the user's own heads nobody knows what they read, so they are given all.</summary>
    public static ImageParts PartsOf(FeatureSizes sizes, bool trained)
    {
        ImageParts parts = (sizes.Sequence is null ? ImageParts.None : ImageParts.Rows) | (sizes.Pooled is null ? ImageParts.None : ImageParts.Pooled);
        return trained && parts != ImageParts.None ? parts : ImageParts.All;
    }

    /// <summary>
    /// Encodes <paramref name="count"/> pictures from <paramref name="start"/>; an error names the picture's place in the whole list.
    /// Where <paramref name="sizes"/> is given, the pictures' sizes are written into it.
    /// </summary>
    public ImageFeatures Encode(
        IReadOnlyList<ImageInput> images, int start, int count, ImageDecodeOptions? options, StageClock? clock, CancellationToken cancellationToken,
        ImageParts parts = ImageParts.All, PictureSize[]? sizes = null)
    {
        long began = StageClock.Now;
        RgbImage?[] decoded = new RgbImage?[count];
        try
        {
            Decode(images, start, decoded, options?.For(processor), cancellationToken);
            for (int i = 0; i < sizes?.Length; i++)
            {
                sizes[i] = new PictureSize(decoded[i]!.OriginalWidth, decoded[i]!.OriginalHeight);
            }

            using PixelValues pixels = Process(decoded!, start, cancellationToken);
            clock?.Preprocessed(began);
            began = StageClock.Now;
            ImageFeatures features = parts != ImageParts.All && encoder is IPartialImageEncoder partial
                ? partial.Encode(pixels, parts, cancellationToken)
                : encoder.Encode(pixels, cancellationToken);
            clock?.Encoded(began);
            return features;
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
