namespace Vlm.Imaging;

/// <summary>What all codecs share: raw pixels, limits, transparency, orientation. A codec only turns an encoded picture into pixels.</summary>
internal abstract class FileImageDecoder : IImageDecoder
{
    /// <summary>What the codec takes for each pixel beyond what <see cref="WorkingMemory"/> knows of the format.</summary>
    protected virtual int ExtraBytesPerPixel => 0;

    /// <summary>Whether the codec gives pictures at a <see cref="ReducedScale"/>.</summary>
    protected virtual bool CanReduce => false;

    public RgbImage Decode(ImageInput input, ImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= ImageDecodeOptions.Default;
        cancellationToken.ThrowIfCancellationRequested();
        if (input.Pixels is { HasAlpha: false } pixels)
        {
            return new RgbImage(pixels.Pixels, pixels.Width, pixels.Height, pixels.BytesPerPixel, pixels.Stride);
        }

        if (input.Pixels is { HasAlpha: true } layered)
        {
            RawPixels rgba = new(layered.Pixels, layered.Width, layered.Height, PixelFormat.Rgba32, layered.Stride);
            return RawPixelConversion.ToImage(rgba, options, input.Name);
        }

        if (input.Raw is { } raw)
        {
            return RawPixelConversion.ToImage(raw, options, input.Name);
        }

        using EncodedPicture picture = EncodedPicture.Open(input, options, cancellationToken, ExtraBytesPerPixel, CanReduce);
        return Read(picture, cancellationToken).ToImage(options.Alpha);
    }

    /// <summary>Decodes the first frame. Called by many threads at once.</summary>
    protected abstract DecodedPixels Read(in EncodedPicture picture, CancellationToken cancellationToken);
}
