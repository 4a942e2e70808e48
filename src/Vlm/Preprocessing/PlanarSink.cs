using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vlm.Imaging.Resizing;

namespace Vlm.Preprocessing;

/// <summary>Writes the rows of a resized picture into three planes of numbers, through the table.</summary>
internal readonly ref struct PlanarSink(Span<float> planes, int planeLength, int rowLength, int offset, PixelTable table) : IRowSink
{
    private readonly Span<float> _planes = planes;
    private readonly ReadOnlySpan<float> _table = table.Values;

    public void Write(int y, ReadOnlySpan<byte> pixels)
    {
        ReadOnlySpan<uint> row = MemoryMarshal.Cast<byte, uint>(pixels);
        int at = offset + (y * rowLength);
        ref float red = ref MemoryMarshal.GetReference(_planes.Slice(at, row.Length));
        ref float green = ref MemoryMarshal.GetReference(_planes.Slice(at + planeLength, row.Length));
        ref float blue = ref MemoryMarshal.GetReference(_planes.Slice(at + (2 * planeLength), row.Length));
        ref float levels = ref MemoryMarshal.GetReference(_table);
        for (int x = 0; x < row.Length; x++)
        {
            // A byte cannot leave its table of 256 numbers, so that no bounds need checking.
            uint pixel = row[x];
            Unsafe.Add(ref red, x) = Unsafe.Add(ref levels, (nuint)(byte)pixel);
            Unsafe.Add(ref green, x) = Unsafe.Add(ref levels, PixelTable.Levels + (nuint)(byte)(pixel >> 8));
            Unsafe.Add(ref blue, x) = Unsafe.Add(ref levels, (2 * PixelTable.Levels) + (nuint)(byte)(pixel >> 16));
        }
    }
}
