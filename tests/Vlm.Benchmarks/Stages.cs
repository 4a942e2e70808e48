namespace Vlm.Benchmarks;

/// <summary>The stages of a composed model, called by hand.</summary>
internal static class Stages
{
    /// <summary>Decode, resize, normalise.</summary>
    public static PixelValues Pixels(IVisionLanguageModel model, byte[] encoded) =>
        Pixels(model.GetService<IImageDecoder>()!, model.GetService<IImageProcessor>()!, encoded);

    /// <summary>Decode, resize, normalise.</summary>
    public static PixelValues Pixels(IImageDecoder decoder, IImageProcessor processor, byte[] encoded)
    {
        using RgbImage image = decoder.Decode(encoded);
        return processor.Process([image]);
    }
}
