namespace Vlm.Imaging;

/// <summary>Several decoders as one; the first that knows the picture's kind decides.</summary>
internal sealed class DecoderChain(IImageDecoder[] decoders) : IImageDecoder
{
    public RgbImage Decode(ImageInput input, ImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        foreach (IImageDecoder decoder in decoders[..^1])
        {
            try
            {
                return decoder.Decode(input, options, cancellationToken);
            }
            catch (ImageDecodeException e) when (e.Reason is ImageDecodeReason.NotAnImage or ImageDecodeReason.Unsupported)
            {
                // Another one may know it.
                continue;
            }
        }

        return decoders[^1].Decode(input, options, cancellationToken);
    }
}
