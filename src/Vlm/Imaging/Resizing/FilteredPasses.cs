namespace Vlm.Imaging.Resizing;

/// <summary>The horizontal and the vertical pass, in Pillow's order, with 8 bits in between; passes that change nothing are left out.</summary>
internal static class FilteredPasses
{
    // The horizontal kernel reads four taps at a time, the vertical one two rows.
    private const int HorizontalPairs = 2;
    private const int VerticalPairs = 1;
    private const int RowsAtOnce = 4;

    public static void Run<TSink>(PixelRows source, ResizeBox box, in ResizeRequest request, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        FixedCoefficients? columns = request.Width != source.Width || box.Left != 0 || box.Right != request.Width
            ? CoefficientCache.Get(source.Width, box.Left, box.Right, request.Width, request.Filter, HorizontalPairs)
            : null;
        FixedCoefficients? rows = request.Height != source.Height || box.Top != 0 || box.Bottom != request.Height
            ? CoefficientCache.Get(source.Height, box.Top, box.Bottom, request.Height, request.Filter, VerticalPairs)
            : null;
        if (columns is null)
        {
            VerticalOnly(source, rows!, request, window, sink);
        }
        else if (rows is null)
        {
            HorizontalOnly(source, columns, request, window, sink);
        }
        else if (!request.HorizontalFirst && VerticalFirst(source, request))
        {
            ThenHorizontal(source, columns, rows, request, window, sink);
        }
        else
        {
            ThenVertical(source, columns, rows, request, window, sink);
        }
    }

    private static bool VerticalFirst(PixelRows source, in ResizeRequest request)
    {
        int removed = source.Height - request.Height;
        return removed > 0 && removed > 2 * (source.Width - request.Width);
    }

    private static ResizeKernel Kernel(FixedCoefficients coefficients, in ResizeRequest request) =>
        request.Kernel ?? ResizeKernel.For(coefficients);

    private static void VerticalOnly<TSink>(PixelRows source, FixedCoefficients rows, in ResizeRequest request, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        using PooledBytes row = new(window.Width * 4);
        ResizeKernel kernel = Kernel(rows, request);
        for (int y = 0; y < window.Height; y++)
        {
            kernel.Vertical(source.Bytes[(window.Left * 4)..], source.Stride, 0, row.Span, rows, window.Top + y);
            sink.Write(y, row.Span);
        }
    }

    private static void HorizontalOnly<TSink>(PixelRows source, FixedCoefficients columns, in ResizeRequest request, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        int stride = window.Width * 4;
        using PooledBytes block = new(RowsAtOnce * stride);
        ResizeKernel kernel = Kernel(columns, request);
        for (int y = 0; y < window.Height; y += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, window.Height - y);
            kernel.Horizontal(source.Bytes[((window.Top + y) * source.Stride)..], source.Stride, count, block.Span, stride, columns, window.Left, window.Width);
            Hand(block.Span, stride, y, count, sink);
        }
    }

    private static void ThenHorizontal<TSink>(
        PixelRows source, FixedCoefficients columns, FixedCoefficients rows, in ResizeRequest request, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        int wide = source.Width * 4;
        int stride = window.Width * 4;
        using PooledBytes between = new(RowsAtOnce * wide);
        using PooledBytes block = new(RowsAtOnce * stride);
        ResizeKernel horizontal = Kernel(columns, request);
        ResizeKernel vertical = Kernel(rows, request);
        for (int y = 0; y < window.Height; y += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, window.Height - y);
            for (int i = 0; i < count; i++)
            {
                vertical.Vertical(source.Bytes, source.Stride, 0, between.Span.Slice(i * wide, wide), rows, window.Top + y + i);
            }

            horizontal.Horizontal(between.Span, wide, count, block.Span, stride, columns, window.Left, window.Width);
            Hand(block.Span, stride, y, count, sink);
        }
    }

    private static void ThenVertical<TSink>(
        PixelRows source, FixedCoefficients columns, FixedCoefficients rows, in ResizeRequest request, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        // Only the rows that the wanted window reads.
        (int first, int end) = rows.Reach(window.Top, window.Height);
        int stride = window.Width * 4;
        using PooledBytes between = new((end - first) * stride);
        using PooledBytes row = new(stride);
        Kernel(columns, request).Horizontal(
            source.Bytes[(first * source.Stride)..], source.Stride, end - first, between.Span, stride, columns, window.Left, window.Width);
        ResizeKernel kernel = Kernel(rows, request);
        for (int y = 0; y < window.Height; y++)
        {
            kernel.Vertical(between.Span, stride, first, row.Span, rows, window.Top + y);
            sink.Write(y, row.Span);
        }
    }

    private static void Hand<TSink>(ReadOnlySpan<byte> block, int stride, int y, int count, TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        for (int i = 0; i < count; i++)
        {
            sink.Write(y + i, block.Slice(i * stride, stride));
        }
    }
}
