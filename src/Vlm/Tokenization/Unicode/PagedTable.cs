using System.Runtime.InteropServices;

namespace Vlm.Tokenization;

/// <summary>A number for every code point; equal pages of 128 are stored once.</summary>
internal sealed class PagedTable(ushort[] index, ushort[] pages)
{
    public const int PageBits = 7;

    public ushort[] Index => index;

    public ushort[] Pages => pages;

    public int this[int codePoint] => pages[(index[codePoint >> PageBits] << PageBits) + (codePoint & ((1 << PageBits) - 1))];

    public static PagedTable Parse(ReadOnlySpan<byte> raw)
    {
        ReadOnlySpan<int> lengths = MemoryMarshal.Cast<byte, int>(raw[..8]);
        ReadOnlySpan<ushort> values = MemoryMarshal.Cast<byte, ushort>(raw[8..]);
        return new PagedTable(values[..lengths[0]].ToArray(), values.Slice(lengths[0], lengths[1]).ToArray());
    }
}
