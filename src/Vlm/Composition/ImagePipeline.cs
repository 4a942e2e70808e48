using Vlm.Encoders;

namespace Vlm.Composition;

/// <summary>Pictures to features: decode, process, encode, one group at a time.</summary>
internal sealed class ImagePipeline(IImageDecoder decoder, IImageProcessor processor, IImageEncoder encoder)
{
    private readonly PixelPipeline _pixels = new(decoder, processor);

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
        using PixelValues pixels = _pixels.Read(images, start, count, options, cancellationToken, sizes);
        clock?.Preprocessed(began);
        began = StageClock.Now;
        ImageFeatures features = parts != ImageParts.All && encoder is IPartialImageEncoder partial
            ? partial.Encode(pixels, parts, cancellationToken)
            : encoder.Encode(pixels, cancellationToken);
        clock?.Encoded(began);
        return features;
    }
}
