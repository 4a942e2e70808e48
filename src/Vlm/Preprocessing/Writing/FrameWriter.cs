using Vlm.Imaging;
using Vlm.Imaging.Resizing;
using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing.Writing;

/// <summary>Resizes the region of a frame and hands the rows of its window to a sink.</summary>
internal static class FrameWriter
{
    public static void Write<TSink>(Raster source, in Frame frame, TSink sink)
        where TSink : struct, IRowSink
    {
        if (frame.Window.Width == 0 || frame.Window.Height == 0)
        {
            return;
        }

        if (source.HasAlpha)
        {
            WriteOnWhite(source, frame, sink);
            return;
        }

        ResizeRequest request = new(frame.Resizing.Width, frame.Resizing.Height, frame.Resizing.Filter)
        {
            ReducingGap = frame.Resizing.ReducingGap,
            Window = frame.Window,
        };
        Resizer.Resize(frame.Region is { } region ? source.Part(region) : source.Rows, request, sink);
    }

    // Transparency that came as far as here is laid on white after the last resize.
    private static void WriteOnWhite<TSink>(Raster source, in Frame frame, TSink sink)
        where TSink : struct, IRowSink
    {
        Raster resized = RasterResize.Run(source, frame.Resizing);
        try
        {
            using PooledBytes row = new(frame.Window.Width * 4);
            for (int y = 0; y < frame.Window.Height; y++)
            {
                resized.Rows.Row(frame.Window.Top + y).Slice(frame.Window.Left * 4, row.Span.Length).CopyTo(row.Span);
                AlphaCompositing.OnWhite(row.Span);
                sink.Write(y, row.Span);
            }
        }
        finally
        {
            if (resized.Owner != source.Owner)
            {
                resized.Dispose();
            }
        }
    }
}
