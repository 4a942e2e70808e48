namespace Vlm.Imaging.Resizing;

/// <summary>The horizontal and the vertical pass, in Pillow's order, with 8 bits in between; passes that change nothing are left out.</summary>
internal static class FilteredPasses
{
    // The horizontal kernel reads four taps at a time, the vertical one two rows.
    private const int HorizontalPairs = 2;
    private const int VerticalPairs = 1;

    public static void Run<TSink>(PixelRows source, ResizeBox box, in ResizeRequest request, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink
    {
        // Only the columns and rows of the window are worked out: the whole of a very long picture may be far larger.
        FixedCoefficients? columns = request.Width != source.Width || box.Left != 0 || box.Right != request.Width
            ? CoefficientCache.Get(new AxisRequest(source.Width, box.Left, box.Right, request.Width, request.Filter, window.Left, window.Width), HorizontalPairs)
            : null;
        FixedCoefficients? rows = request.Height != source.Height || box.Top != 0 || box.Bottom != request.Height
            ? CoefficientCache.Get(new AxisRequest(source.Height, box.Top, box.Bottom, request.Height, request.Filter, window.Top, window.Height), VerticalPairs)
            : null;
        FilteredBand<TSink> band = new(source, columns, rows, window, sink)
        {
            VerticalFirst = columns is not null && rows is not null && !request.HorizontalFirst && VerticalFirst(source, request),
            Kernel = request.Kernel,
        };
        RowBands<FilteredBand<TSink>>.Run(band, window.Height, request.Bands ?? BandCount.For(source, window));
    }

    private static bool VerticalFirst(PixelRows source, in ResizeRequest request)
    {
        int removed = source.Height - request.Height;
        return removed > 0 && removed > 2 * (source.Width - request.Width);
    }
}
