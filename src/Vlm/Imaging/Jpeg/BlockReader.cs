using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vlm.Imaging.Jpeg;

/// <summary>Reads the coefficients of one block after the other. Its state is what was read of the bits.</summary>
internal unsafe struct BlockReader
{
    /// <summary>The most that the magnitudes of a block may add up to for the transform to stay within 32 bits.</summary>
    private const int MostMagnitude = 16_000;

    private const int Lookup = 64 - HuffmanTable.LookupBits;

    private byte* _next;
    private readonly byte* _end;
    private ulong _bits;
    private int _count;

    /// <summary>The places of the coefficients in rows, in the order in which they are coded.</summary>
    private static ReadOnlySpan<byte> Zigzag =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>Begins with a segment.</summary>
    /// <param name="data">The data, with <see cref="EntropySegment.Padding"/> zeros behind them.</param>
    /// <param name="length">Their length without the padding.</param>
    public BlockReader(byte* data, int length)
    {
        _next = data;
        _end = data + length;
    }

    /// <summary>Reads a block and multiplies it with its divisors.</summary>
    /// <param name="dc">The table of its first value.</param>
    /// <param name="ac">The table of the others.</param>
    /// <param name="divisors">In zigzag order.</param>
    /// <param name="prediction">The first value of the component's last block; then of this one.</param>
    /// <param name="block">64 coefficients in rows; all zero before.</param>
    /// <returns>The place in zigzag order of the last coefficient that was read; -1 where the data are damaged.</returns>
    public int Read(HuffmanTable dc, HuffmanTable ac, ushort* divisors, ref int prediction, int* block)
    {
        ref byte zigzag = ref MemoryMarshal.GetReference(Zigzag);
        ref int lookup = ref MemoryMarshal.GetArrayDataReference(ac.Lookup);
        byte* next = _next;
        ulong bits = _bits;
        int count = _count;
        Fill(ref next, ref bits, ref count);
        int entry = dc.Lookup[(int)(bits >> Lookup)];
        entry = entry != 0 ? entry : dc.Search((int)(bits >> 48), ofDifferences: true);
        if (entry == 0)
        {
            return -1;
        }

        prediction += Take(entry, ref bits, ref count);
        block[0] = prediction * divisors[0];
        long magnitude = prediction == (short)prediction ? Math.Abs(block[0]) : int.MaxValue;
        int last = 0;
        for (int k = 1; k < 64; k++)
        {
            if (count < 32)
            {
                Fill(ref next, ref bits, ref count);
            }

            entry = Unsafe.Add(ref lookup, (nint)(bits >> Lookup));
            if (entry == 0 && (entry = ac.Search((int)(bits >> 48), ofDifferences: false)) == 0)
            {
                return -1;
            }

            int value = Take(entry, ref bits, ref count);
            k += (entry >> HuffmanTable.RunShift) & HuffmanTable.RunMask;
            if (k >= 64)
            {
                if (((entry >> HuffmanTable.RunShift) & HuffmanTable.RunMask) != HuffmanTable.EndOfBlock)
                {
                    return -1;
                }

                break;
            }

            value *= divisors[k];
            block[Unsafe.Add(ref zigzag, k)] = value;
            magnitude += Math.Abs(value);
            last = k;
        }

        _next = next;
        (_bits, _count) = (bits, count);
        bool within = (next - _end) * 8 <= count && magnitude <= MostMagnitude;
        return within ? last : -1;
    }

    /// <summary>Reads only what two by two samples or fewer show: the lowest coefficients, multiplied with their divisors.</summary>
    /// <param name="dc">The table of its first value.</param>
    /// <param name="ac">The table of the others.</param>
    /// <param name="skips">The <see cref="SkipTable"/> of that table.</param>
    /// <param name="divisors">In zigzag order.</param>
    /// <param name="prediction">The first value of the component's last block; then of this one.</param>
    /// <param name="low">The first five coefficients; the others are stepped over.</param>
    /// <param name="wanted">How many of them are wanted, 1 to 5.</param>
    public bool TryReadLow(HuffmanTable dc, HuffmanTable ac, ushort[] skips, ushort* divisors, ref int prediction, int* low, int wanted)
    {
        ref int lookup = ref MemoryMarshal.GetArrayDataReference(ac.Lookup);
        byte* next = _next;
        ulong bits = _bits;
        int count = _count;
        Fill(ref next, ref bits, ref count);
        int entry = dc.Lookup[(int)(bits >> Lookup)];
        entry = entry != 0 ? entry : dc.Search((int)(bits >> 48), ofDifferences: true);
        prediction += Take(entry, ref bits, ref count);
        low[0] = prediction * divisors[0];
        int k = 1;
        while (k < wanted && entry != 0)
        {
            if (count < 32)
            {
                Fill(ref next, ref bits, ref count);
            }

            entry = Unsafe.Add(ref lookup, (nint)(bits >> Lookup));
            entry = entry != 0 ? entry : ac.Search((int)(bits >> 48), ofDifferences: false);
            int value = Take(entry, ref bits, ref count);
            k += (entry >> HuffmanTable.RunShift) & HuffmanTable.RunMask;
            if (k < wanted)
            {
                low[k] = value * divisors[k];
            }

            k++;
        }

        bool isWhole = entry != 0 && TrySkip(ac, skips, k, ref next, ref bits, ref count);
        _next = next;
        _bits = bits;
        _count = count;
        return isWhole && (next - _end) * 8 <= count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TrySkip(HuffmanTable ac, ushort[] table, int k, ref byte* next, ref ulong bits, ref int count)
    {
        ref ushort skips = ref MemoryMarshal.GetArrayDataReference(table);
        while (k < 64)
        {
            if (count < 32)
            {
                Fill(ref next, ref bits, ref count);
            }

            int step = Unsafe.Add(ref skips, (nint)(bits >> (64 - SkipTable.LookupBits)));
            int after = k + (step >> SkipTable.CoefficientShift);
            if (step == 0 || !SkipTable.IsWithin(after))
            {
                // One code at a time: it is a long one, or the next block begins among the bits, perhaps with what looks like an end.
                int entry = ac.Lookup[(int)(bits >> Lookup)];
                entry = entry != 0 ? entry : ac.Search((int)(bits >> 48), ofDifferences: false);
                step = SkipTable.Step(entry);
                after = k + (step >> SkipTable.CoefficientShift);
                if (entry == 0 || !SkipTable.IsWithin(after))
                {
                    return false;
                }
            }

            bits <<= step & SkipTable.LengthMask;
            count -= step & SkipTable.LengthMask;
            k = after;
        }

        return true;
    }

    // Bits lie at the top; afterwards there are at least 56 of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fill(ref byte* next, ref ulong bits, ref int count)
    {
        bits |= BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(next)) >> count;
        next += (63 - count) >> 3;
        count |= 56;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Take(int entry, ref ulong bits, ref int count)
    {
        int length = entry & HuffmanTable.LengthMask;
        int value = HuffmanTable.Value(entry, (int)(bits >> (64 - length)));
        bits <<= length;
        count -= length;
        return value;
    }
}
