namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>Pictures to rows, one at a time: each has its own number of tiles or patches, and published encoders mix up those of a batch.</summary>
internal sealed class PictureReader(IImageDecoder decoder, IImageProcessor processor, IImageEncoder encoder) : IDisposable
{
    public IImageDecoder Decoder => decoder;

    public IImageProcessor Processor => processor;

    public IImageEncoder Encoder => encoder;

    public PictureRows Read(ImageInput image, ImageDecodeOptions? options, StageClock clock, CancellationToken cancellationToken)
    {
        long began = StageClock.Now;
        using RgbImage decoded = decoder.Decode(image, options?.For(processor), cancellationToken);
        using PixelValues pixels = processor.Process([decoded], cancellationToken);
        clock.Preprocessed(began);
        began = StageClock.Now;
        ImageFeatures features = encoder.Encode(pixels, cancellationToken);
        clock.Encoded(began);
        return Opened.With(features, () => new PictureRows(features, new PictureLayout(pixels, (int)features.Rows!.Shape[0])));
    }

    public void Dispose() => encoder.Dispose();
}
