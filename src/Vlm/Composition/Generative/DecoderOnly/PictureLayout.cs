namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>How one picture was cut and encoded: what the form of a prompt, and the positions of its tokens, depend on.</summary>
internal sealed class PictureLayout
{
    // Lists of sizes are short and narrow; masks and pixels are not.
    private const int WidestShape = 4;

    private readonly Dictionary<string, long[]> _shapes = [];

    /// <param name="pixels">Of this picture alone.</param>
    /// <param name="rows">How many rows the encoder gave.</param>
    public PictureLayout(PixelValues pixels, int rows)
    {
        Rows = rows;
        Frames = pixels.Counts[0];
        Grid = pixels.Grids.Count == 0 ? null : pixels.Grids[0];
        foreach ((string name, TensorBuffer tensor) in pixels.Tensors)
        {
            if (tensor is TensorBuffer<long> { Shape: [_, <= WidestShape] } sizes)
            {
                _shapes[name] = sizes.Span.ToArray();
            }
        }
    }

    /// <summary>The rows that the encoder gave: one image token each.</summary>
    public int Rows { get; }

    /// <summary>The frames of the picture: tiles, crops and the whole; patches where it is one frame of patches.</summary>
    public int Frames { get; }

    /// <summary>Rows and columns of tiles; null where the processor cuts nothing.</summary>
    public ImageGrid? Grid { get; }

    /// <summary>A list of sizes that the processor made, such as image_grid_thw; null where it makes none of that name.</summary>
    public ReadOnlySpan<long> Shape(string name) => _shapes.GetValueOrDefault(name);
}
