namespace Vlm.Imaging.Resizing;

/// <summary>Both passes over some rows of the wanted window.</summary>
/// <param name="source">The picture.</param>
/// <param name="columns">The windows of the wanted columns; null where there is no horizontal pass.</param>
/// <param name="rows">The windows of the wanted rows; null where there is no vertical pass.</param>
/// <param name="window">The part of the result that is wanted.</param>
/// <param name="sink">Receives its rows.</param>
internal readonly struct FilteredBand<TSink>(PixelRows source, FixedCoefficients? columns, FixedCoefficients? rows, PixelWindow window, TSink sink) : IRowBand
    where TSink : struct, IRowSink
{
    private const int RowsAtOnce = 8;

    public bool VerticalFirst { get; init; }

    /// <summary>The kernel to compute with; null for the fastest.</summary>
    public ResizeKernel? Kernel { get; init; }

    public void Run(int firstRow, int count)
    {
        if (columns is null)
        {
            VerticalOnly(rows!, firstRow, count);
        }
        else if (rows is null)
        {
            HorizontalOnly(columns, firstRow, count);
        }
        else if (VerticalFirst)
        {
            ThenHorizontal(columns, rows, firstRow, count);
        }
        else
        {
            ThenVertical(columns, rows, firstRow, count);
        }
    }

    private void VerticalOnly(FixedCoefficients down, int firstRow, int count)
    {
        using RentedBytes row = new(window.Width * 4);
        ResizeKernel kernel = KernelFor(down);
        for (int y = firstRow; y < firstRow + count; y++)
        {
            kernel.Vertical(source.Bytes[(window.Left * 4)..], source.Stride, 0, row.Span, down, y);
            sink.Write(y, row.Span);
        }
    }

    private void HorizontalOnly(FixedCoefficients across, int firstRow, int count)
    {
        int stride = window.Width * 4;
        using RentedBytes block = new(RowsAtOnce * stride);
        ResizeKernel kernel = KernelFor(across);
        for (int y = firstRow; y < firstRow + count; y += RowsAtOnce)
        {
            int lines = Math.Min(RowsAtOnce, firstRow + count - y);
            kernel.Horizontal(source.Bytes[((window.Top + y) * source.Stride)..], source.Stride, lines, block.Span, stride, across);
            Hand(block.Span, y, lines);
        }
    }

    private void ThenHorizontal(FixedCoefficients across, FixedCoefficients down, int firstRow, int count)
    {
        // Only the columns that the wanted ones read.
        (int first, int end) = across.Reach(0, window.Width);
        int wide = source.Width * 4;
        int stride = window.Width * 4;
        using RentedBytes between = new(RowsAtOnce * wide);
        using RentedBytes block = new(RowsAtOnce * stride);
        ResizeKernel horizontal = KernelFor(across);
        ResizeKernel vertical = KernelFor(down);
        for (int y = firstRow; y < firstRow + count; y += RowsAtOnce)
        {
            int lines = Math.Min(RowsAtOnce, firstRow + count - y);
            for (int i = 0; i < lines; i++)
            {
                Span<byte> row = between.Span.Slice((i * wide) + (first * 4), (end - first) * 4);
                vertical.Vertical(source.Bytes[(first * 4)..], source.Stride, 0, row, down, y + i);
            }

            horizontal.Horizontal(between.Span, wide, lines, block.Span, stride, across);
            Hand(block.Span, y, lines);
        }
    }

    private void ThenVertical(FixedCoefficients across, FixedCoefficients down, int firstRow, int count)
    {
        // Only the rows that the wanted ones read.
        (int first, int end) = down.Reach(firstRow, count);
        int stride = window.Width * 4;
        using RentedBytes between = new((end - first) * stride);
        using RentedBytes row = new(stride);
        KernelFor(across).Horizontal(source.Bytes[(first * source.Stride)..], source.Stride, end - first, between.Span, stride, across);
        ResizeKernel kernel = KernelFor(down);
        for (int y = firstRow; y < firstRow + count; y++)
        {
            kernel.Vertical(between.Span, stride, first, row.Span, down, y);
            sink.Write(y, row.Span);
        }
    }

    private ResizeKernel KernelFor(FixedCoefficients coefficients) => Kernel ?? ResizeKernel.For(coefficients);

    private void Hand(ReadOnlySpan<byte> block, int y, int lines)
    {
        int stride = window.Width * 4;
        for (int i = 0; i < lines; i++)
        {
            sink.Write(y + i, block.Slice(i * stride, stride));
        }
    }
}
