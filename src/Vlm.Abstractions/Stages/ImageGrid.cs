namespace Vlm;

/// <summary>How an image processor divided one picture.</summary>
public sealed class ImageGrid
{
    /// <summary>Rows of tiles, without the whole picture beside them. 0 or 1 where the picture was not split, as the family's Python class says it.</summary>
    public int Rows { get; init; }

    /// <summary>Columns of tiles, likewise.</summary>
    public int Columns { get; init; }

    /// <summary>Height in pixels that the whole picture was resized to: without padding, and the smaller picture where there are tiles beside it.</summary>
    public int Height { get; init; }

    /// <summary>Width in pixels, likewise.</summary>
    public int Width { get; init; }
}
