using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Reads, decodes, cuts and processes pictures one by one. Thread-safe.</summary>
internal sealed class PicturePixels
{
    private readonly IPictureSource _source;
    private readonly IReadOnlyList<string> _names;
    private readonly IReadOnlyList<PictureView> _views;
    private readonly IImageProcessor _processor;
    private readonly IImageDecoder _decoder;

    /// <summary>Takes the pictures.</summary>
    /// <param name="source">Where they lie.</param>
    /// <param name="names">Their names; a picture's number is its place here.</param>
    /// <param name="views">Their views.</param>
    /// <param name="processor">What prepares them for the encoder.</param>
    /// <param name="decoder">Null for the built-in one.</param>
    public PicturePixels(IPictureSource source, IReadOnlyList<string> names, IReadOnlyList<PictureView> views, IImageProcessor processor, IImageDecoder? decoder = null)
    {
        (_source, _names, _views, _processor, _decoder) = (source, names, views, processor, decoder ?? ImageDecoder.Default);
        const int side = 64;
        using RgbImage plain = new(new byte[side * side * 3], side, side);
        using PixelValues pixels = processor.Process([plain]);
        Shape = pixels is { Pixels: TensorBuffer<float> { Shape: [1, .. var shape] } } && shape.Length == 3
            ? shape.ToArray()
            : throw new TrainingException($"The image processor gives {pixels.Pixels} of a picture; an image encoder that is trained reads one frame [1,3,H,W] of it. Leave it as it is (imageEncoder: null).");
    }

    /// <summary>3, height and width of the pixels of each picture.</summary>
    public long[] Shape { get; }

    /// <summary>Views of each picture.</summary>
    public int Views => _views.Count;

    /// <summary>Copies the pixels of a view of a picture.</summary>
    /// <exception cref="TrainingException">The picture cannot be read any more, or has pixels of another size.</exception>
    public void Copy(int picture, int view, Span<float> destination, CancellationToken cancellationToken = default)
    {
        try
        {
            using RgbImage image = _decoder.Decode(_source.Open(_names[picture]), ImageDecodeOptions.Default.For(_processor), cancellationToken);
            using RgbImage seen = _views[view].Of(image);
            using PixelValues pixels = _processor.Process([seen], cancellationToken);
            TensorBuffer<float> values = (TensorBuffer<float>)pixels.Pixels;
            if (values.Length != destination.Length)
            {
                throw new TrainingException($"{_names[picture]}: its pixels are {values}; an image encoder that is trained reads pictures of one size, [1,{string.Join(',', Shape)}]. Leave it as it is (imageEncoder: null).");
            }

            values.Span.CopyTo(destination);
        }
        catch (Exception e) when (e is ImageDecodeException or InvalidInputException)
        {
            throw new TrainingException($"{_source.Name}: the picture '{_names[picture]}' could be read before, and cannot now: {e.Message}", e);
        }
    }
}
