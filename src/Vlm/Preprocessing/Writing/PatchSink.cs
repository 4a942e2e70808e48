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
        (int patchRow, int inside) = Math.DivRem(y, shape.Side);
        int bytes = shape.Side * 4;
        Span<T> all = patches.Span;
        for (int column = 0; column < columns; column++)
        {
            Span<T> patch = all.Slice(IndexOf(patchRow, column) * shape.Length, shape.Length);
            ReadOnlySpan<byte> part = pixels.Slice(column * bytes, bytes);
            if (shape.ChannelsFirst)
            {
                ChannelsFirst(patch, inside, part);
            }
            else
            {
                ChannelsLast(patch.Slice(inside * shape.Side * PixelTable.Channels, shape.Side * PixelTable.Channels), part);
            }
        }
    }

    // Blocks row by row, inside a block its patches row by row; with blocks of one patch this is simply row by row.
    private int IndexOf(int row, int column)
    {
        int block = shape.Block;
        int blocksBefore = (row / block * (columns / block)) + (column / block);
        return (blocksBefore * block * block) + (row % block * block) + (column % block);
    }

    private void ChannelsFirst(Span<T> patch, int row, ReadOnlySpan<byte> pixels)
    {
        int side = shape.Side;
        for (int channel = 0; channel < PixelTable.Channels; channel++)
        {
            ReadOnlySpan<T> levels = table.AsSpan(channel * PixelTable.Levels, PixelTable.Levels);
            Span<T> first = patch.Slice((channel * shape.Repeats * side * side) + (row * side), side);
            for (int x = 0; x < first.Length; x++)
            {
                first[x] = levels[pixels[(x * 4) + channel]];
            }

            for (int time = 1; time < shape.Repeats; time++)
            {
                first.CopyTo(patch[((((channel * shape.Repeats) + time) * side * side) + (row * side))..]);
            }
        }
    }

    private void ChannelsLast(Span<T> row, ReadOnlySpan<byte> pixels)
    {
        for (int x = 0; x < shape.Side; x++)
        {
            for (int channel = 0; channel < PixelTable.Channels; channel++)
            {
                row[(x * PixelTable.Channels) + channel] = table[(channel * PixelTable.Levels) + pixels[(x * 4) + channel]];
            }
        }
    }
}
