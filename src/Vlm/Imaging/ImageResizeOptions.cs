namespace Vlm;

/// <summary>What <see cref="ImageResizer"/> should do.</summary>
public sealed class ImageResizeOptions
{
    /// <summary>Columns of the result, 1 or more.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the result, 1 or more.</summary>
    public required int Height { get; init; }

    /// <summary>The filter. Default <see cref="ResizeFilter.Bicubic"/>, as in Pillow.</summary>
    public ResizeFilter Filter { get; init; } = ResizeFilter.Bicubic;

    /// <summary>The part of the source that is resized: left, top, right, bottom in source pixels, fractions allowed; null for all of it.</summary>
    public IReadOnlyList<double>? Box { get; init; }

    /// <summary>Pillow's <c>reducing_gap</c>, 1 or more: average whole blocks first, down to this many times the wanted size. Null for one exact step.</summary>
    public double? ReducingGap { get; init; }

    /// <summary>Which Pillow decides the order of the two passes: 13 (default; tall pictures vertically first) or 12 (always horizontally first).</summary>
    public int PillowPassOrder { get; init; } = 13;

    /// <summary>
    /// Whether width and height are bounds, within which the picture is shrunk with its shape kept and never enlarged, as Pillow's
    /// <c>thumbnail</c> does it (whose own filter is bicubic with a reducing gap of 2). Not together with <see cref="Box"/>. Default false.
    /// </summary>
    public bool Thumbnail { get; init; }

    /// <summary>What is accepted as a source.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;
}
