namespace Vlm.Imaging.Resizing;

/// <summary>What a resize should give.</summary>
internal readonly record struct ResizeRequest(int Width, int Height, ResizeFilter Filter)
{
    /// <summary>The part of the source; null for all of it.</summary>
    public ResizeBox? Box { get; init; }

    /// <summary>Pillow's <c>reducing_gap</c>; null for a resize in one step.</summary>
    public double? ReducingGap { get; init; }

    /// <summary>Always the horizontal pass first, as Pillow before version 13.</summary>
    public bool HorizontalFirst { get; init; }

    /// <summary>The part of the result that is wanted; null for all of it. The other pixels are not computed.</summary>
    public PixelWindow? Window { get; init; }

    /// <summary>The kernel to compute with; null for the fastest.</summary>
    public ResizeKernel? Kernel { get; init; }

    /// <summary>Into how many bands the rows are divided, each for a thread; null for as many as pay. The result is the same.</summary>
    public int? Bands { get; init; }
}
