using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vlm.Imaging.Resizing;
using Vlm.Preprocessing.Values;

namespace Vlm.Preprocessing.Writing;

/// <summary>Writes the rows of a resized picture into three planes of numbers, through the table.</summary>
internal readonly struct PlanarSink<T> : IRowSink
    where T : unmanaged
{
    private readonly Memory<T> _planes;
    private readonly T[] _table;
    private readonly int _rowLength;
    private readonly int _red;
    private readonly int _green;
    private readonly int _blue;

    /// <param name="planes">The three planes, behind each other.</param>
    /// <param name="rowLength">Numbers from one row of a plane to the next.</param>
    /// <param name="offset">Where in the first plane the first row begins.</param>
    /// <param name="table">256 numbers for each channel.</param>
    /// <param name="blueFirst">Whether the planes are blue, green, red.</param>
    public PlanarSink(Memory<T> planes, int rowLength, int offset, T[] table, bool blueFirst = false)
    {
        int planeLength = planes.Length / PixelTable.Channels;
        _planes = planes;
        _table = table;
        _rowLength = rowLength;
        _red = offset + (blueFirst ? 2 * planeLength : 0);
        _green = offset + planeLength;
        _blue = offset + (blueFirst ? 0 : 2 * planeLength);
    }

    public void Write(int y, ReadOnlySpan<byte> pixels)
    {
        ReadOnlySpan<uint> row = MemoryMarshal.Cast<byte, uint>(pixels);
        int at = y * _rowLength;
        Span<T> planes = _planes.Span;
        ref T red = ref MemoryMarshal.GetReference(planes.Slice(at + _red, row.Length));
        ref T green = ref MemoryMarshal.GetReference(planes.Slice(at + _green, row.Length));
        ref T blue = ref MemoryMarshal.GetReference(planes.Slice(at + _blue, row.Length));
        ref T levels = ref MemoryMarshal.GetArrayDataReference(_table);
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
