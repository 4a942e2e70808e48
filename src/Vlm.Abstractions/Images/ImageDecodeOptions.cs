namespace Vlm;

/// <summary>How a picture is decoded.</summary>
public sealed class ImageDecodeOptions
{
    /// <summary>The defaults.</summary>
    public static ImageDecodeOptions Default { get; } = new();

    /// <summary>What is accepted.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>What becomes of transparency. Default <see cref="AlphaHandling.Drop"/>.</summary>
    public AlphaHandling Alpha { get; init; } = AlphaHandling.Drop;

    /// <summary>
    /// Whether JPEG and WebP may be decoded at a half, a quarter or an eighth of their scale when they will be made that small
    /// anyway: never below twice the <see cref="TargetSize"/>. Large photographs are read two to three times as fast, in less memory;
    /// but the pixels that a model sees are then those of Python no longer (most differ by a few levels), nor is its answer.
    /// Default false. Limits are held against the full size; a decoder of your own may leave this aside.
    /// </summary>
    public bool FastDecode { get; init; }

    /// <summary>
    /// The width and height that an upright picture of a width and height will be resized to, or null for one that is needed at
    /// full scale; read only with <see cref="FastDecode"/>. Null (default) means the rule of the model's image processor
    /// (<see cref="IImageProcessor.TargetSize"/>), and full scale where no processor follows.
    /// </summary>
    public Func<int, int, (int Width, int Height)?>? TargetSize { get; init; }

    /// <summary>These options for pictures that a processor will be given: with its <see cref="TargetSize"/>, where one is needed.</summary>
    /// <param name="processor">The processor.</param>
    public ImageDecodeOptions For(IImageProcessor processor)
    {
        ArgumentNullException.ThrowIfNull(processor);
        return FastDecode && TargetSize is null
            ? new ImageDecodeOptions { Limits = Limits, Alpha = Alpha, FastDecode = true, TargetSize = processor.TargetSize }
            : this;
    }
}
