namespace Vlm.Imaging.Resizing;

/// <summary>Pillow's <c>Image.resize</c>, bit by bit, on pixels of four bytes. Transparency is a channel like the others here.</summary>
internal static class Resizer
{
    /// <summary>Resizes and hands the rows of the wanted window to the sink.</summary>
    public static void Resize<TSink>(PixelRows source, in ResizeRequest request, TSink sink)
        where TSink : struct, IRowSink
    {
        ResizeBox box = request.Box ?? ResizeBox.Whole(source.Width, source.Height);
        PixelWindow window = request.Window ?? new PixelWindow(0, 0, request.Width, request.Height);
        if (IsCrop(box, request))
        {
            Crop(source, (int)box.Left, (int)box.Top, window, sink);
        }
        else if (request.Filter == ResizeFilter.Nearest)
        {
            NearestPass.Run(source, box, request.Width, request.Height, window, sink);
        }
        else if (request.ReducingGap is { } gap && Reduction.Plan(source.Width, source.Height, box, request, gap) is { } plan)
        {
            using PooledBytes reduced = new(plan.Width * plan.Height * 4);
            Reduction.Run(source, plan, reduced.Span);
            PixelRows smaller = new(reduced.Memory, plan.Width * 4, plan.Width, plan.Height);
            FilteredPasses.Run(smaller, plan.Box, request, window, sink);
        }
        else
        {
            FilteredPasses.Run(source, box, request, window, sink);
        }
    }

    private static bool IsCrop(ResizeBox box, in ResizeRequest request) =>
        box.Left == MathF.Floor(box.Left) && box.Top == MathF.Floor(box.Top)
        && box.Right - box.Left == request.Width && box.Bottom - box.Top == request.Height;

    private static void Crop<TSink>(PixelRows source, int left, int top, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink
    {
        for (int y = 0; y < window.Height; y++)
        {
            sink.Write(y, source.Row(top + window.Top + y).Slice((left + window.Left) * 4, window.Width * 4));
        }
    }
}
