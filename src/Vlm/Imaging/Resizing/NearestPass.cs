using System.Buffers;
using System.Runtime.InteropServices;

namespace Vlm.Imaging.Resizing;

/// <summary>Pillow's nearest neighbour: source positions are accumulated, not multiplied.</summary>
internal static class NearestPass
{
    public static void Run<TSink>(PixelRows source, ResizeBox box, int width, int height, PixelWindow window, TSink sink)
        where TSink : struct, IRowSink
    {
        int[] columns = ArrayPool<int>.Shared.Rent(window.Width);
        int[] rows = ArrayPool<int>.Shared.Rent(window.Height);
        using RentedBytes pixels = new(window.Width * 4);
        Positions(box.Left, box.Right, width, window.Left, columns.AsSpan(0, window.Width), source.Width);
        Positions(box.Top, box.Bottom, height, window.Top, rows.AsSpan(0, window.Height), source.Height);
        Span<uint> target = MemoryMarshal.Cast<byte, uint>(pixels.Span);
        for (int y = 0; y < window.Height; y++)
        {
            int from = rows[y];
            target.Clear();
            if (from >= 0)
            {
                ReadOnlySpan<uint> row = MemoryMarshal.Cast<byte, uint>(source.Row(from));
                for (int x = 0; x < target.Length; x++)
                {
                    int column = columns[x];
                    target[x] = column < 0 ? 0 : row[column];
                }
            }

            sink.Write(y, pixels.Span);
        }

        ArrayPool<int>.Shared.Return(columns);
        ArrayPool<int>.Shared.Return(rows);
    }

    /// <summary>The source positions of output position <paramref name="first"/> and those that follow; -1 where there is none.</summary>
    public static void Positions(float from, float to, int outputSize, int first, Span<int> positions, int inputSize)
    {
        double step = (double)(to - from) / outputSize;
        double at = from + (step * 0.5);
        for (int i = 0; i < first; i++)
        {
            at += step;
        }

        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = at < 0 || (int)at >= inputSize ? -1 : (int)at;
            at += step;
        }
    }
}
