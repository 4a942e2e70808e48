using System.Buffers;
using System.Runtime.InteropServices;
using Vlm.Imaging.Resizing;
using Vlm.Preprocessing.Values;

namespace Vlm.Preprocessing.Writing;

/// <summary>Writes the rows of a resized picture into patches, through the table.</summary>
/// <param name="patches">As many patches as the picture has, behind each other.</param>
/// <param name="columns">Patches in a row of the picture.</param>
/// <param name="shape">How patches are cut.</param>
/// <param name="table">256 numbers for each channel.</param>
internal readonly struct PatchSink<T>(Memory<T> patches, int columns, PatchShape shape, T[] table) : IRowSink
    where T : unmanaged
{
    public void Write(int y, ReadOnlySpan<byte> pixels)
    {
        // The row as numbers first, in one stretch; then its parts go to their patches.
        int numbers = columns * shape.Side * PixelTable.Channels;
        T[] row = ArrayPool<T>.Shared.Rent(numbers);
        ReadOnlySpan<uint> pixelRow = MemoryMarshal.Cast<byte, uint>(pixels);
        if (shape.ChannelsFirst)
        {
            PlanarSink<T> planes = new(row.AsMemory(0, numbers), numbers / PixelTable.Channels, 0, table);
            planes.Write(0, pixels);
            Spread(y, row.AsSpan(0, numbers));
        }
        else
        {
            LookUp(pixelRow, row.AsSpan(0, numbers));
            Deal(y, row.AsSpan(0, numbers));
        }

        ArrayPool<T>.Shared.Return(row);
    }

    // Patches of channel, time, row, column; the numbers are three planes of one row.
    private void Spread(int y, ReadOnlySpan<T> planes)
    {
        (int side, int repeats) = (shape.Side, shape.Repeats);
        (int patchRow, int inside) = Math.DivRem(y, side);
        int width = columns * side;
        Span<T> all = patches.Span;
        for (int column = 0; column < columns; column++)
        {
            int start = (IndexOf(patchRow, column) * shape.Length) + (inside * side);
            for (int channel = 0; channel < PixelTable.Channels; channel++)
            {
                ReadOnlySpan<T> part = planes.Slice((channel * width) + (column * side), side);
                for (int time = 0; time < repeats; time++)
                {
                    part.CopyTo(all[(start + (((channel * repeats) + time) * side * side))..]);
                }
            }
        }
    }

    // Patches of row, column, channel; the numbers are pixels behind each other.
    private void Deal(int y, ReadOnlySpan<T> pixels)
    {
        (int patchRow, int inside) = Math.DivRem(y, shape.Side);
        int part = shape.Side * PixelTable.Channels;
        Span<T> all = patches.Span;
        for (int column = 0; column < columns; column++)
        {
            pixels.Slice(column * part, part).CopyTo(all[((IndexOf(patchRow, column) * shape.Length) + (inside * part))..]);
        }
    }

    private void LookUp(ReadOnlySpan<uint> pixels, Span<T> numbers)
    {
        ReadOnlySpan<T> levels = table;
        for (int x = 0; x < pixels.Length; x++)
        {
            uint pixel = pixels[x];
            Span<T> three = numbers.Slice(x * PixelTable.Channels, PixelTable.Channels);
            three[0] = levels[(byte)pixel];
            three[1] = levels[PixelTable.Levels + (byte)(pixel >> 8)];
            three[2] = levels[(2 * PixelTable.Levels) + (byte)(pixel >> 16)];
        }
    }

    // Blocks row by row, inside a block its patches row by row; with blocks of one patch this is simply row by row.
    private int IndexOf(int row, int column)
    {
        int block = shape.Block;
        int blocksBefore = (row / block * (columns / block)) + (column / block);
        return (blocksBefore * block * block) + (row % block * block) + (column % block);
    }
}
