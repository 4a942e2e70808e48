using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vlm.Imaging.Resizing;

/// <summary>As the kernel of 256 bits, with two rows in a vector of the horizontal pass and twice the columns in one of the vertical.</summary>
internal sealed unsafe class Avx512ResizeKernel : ResizeKernel
{
    private const int RowsAtOnce = 8;

    public override void Horizontal(ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients)
    {
        if (rows < RowsAtOnce)
        {
            Wide.Horizontal(source, sourceStride, rows, target, targetStride, coefficients);
            return;
        }

        // The kernel works on raw addresses; this is what makes them safe.
        int columns = coefficients.Starts.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(((long)(rows - 1) * targetStride) + (columns * 4L), target.Length, nameof(target));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(((long)(rows - 1) * sourceStride) + (coefficients.LastTap * 4L) + 4, source.Length, nameof(source));
        fixed (byte* from = source)
        fixed (byte* to = target)
        fixed (short* pairs = coefficients.Pairs)
        fixed (int* starts = coefficients.PairedStarts)
        {
            int stride = coefficients.PairsPerWindow * 4;
            for (int y = 0; y < rows; y += RowsAtOnce)
            {
                // The last block is moved back to end with the rows.
                int first = Math.Min(y, rows - RowsAtOnce);
                byte* block = from + ((long)first * sourceStride);
                byte* result = to + ((long)first * targetStride);
                for (int x = 0; x < columns; x++)
                {
                    Vector256<uint> pixels = EightPixels(
                        block + (starts[x] * 4L), sourceStride, pairs + ((long)x * stride), coefficients.PairsPerWindow / 2).AsUInt32();
                    byte* at = result + (x * 4L);
                    *(uint*)at = pixels.GetElement(0);
                    *(uint*)(at + targetStride) = pixels.GetElement(4);
                    *(uint*)(at + (2L * targetStride)) = pixels.GetElement(1);
                    *(uint*)(at + (3L * targetStride)) = pixels.GetElement(5);
                    *(uint*)(at + (4L * targetStride)) = pixels.GetElement(2);
                    *(uint*)(at + (5L * targetStride)) = pixels.GetElement(6);
                    *(uint*)(at + (6L * targetStride)) = pixels.GetElement(3);
                    *(uint*)(at + (7L * targetStride)) = pixels.GetElement(7);
                }
            }
        }
    }

    public override void Vertical(ReadOnlySpan<byte> source, int sourceStride, int firstRow, Span<byte> target, FixedCoefficients coefficients, int y)
    {
        int width = Vector512<byte>.Count;
        int start = coefficients.PairedStarts[y] - firstRow;
        if (target.Length < width)
        {
            Wide.Vertical(source, sourceStride, firstRow, target, coefficients, y);
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(start, nameof(firstRow));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(
            ((long)(start + (coefficients.PairsPerWindow * 2) - 1) * sourceStride) + target.Length, source.Length, nameof(source));
        fixed (byte* from = source)
        fixed (byte* to = target)
        fixed (short* pairs = coefficients.Pairs)
        {
            byte* rows = from + ((long)start * sourceStride);
            int* window = (int*)(pairs + ((long)y * coefficients.PairsPerWindow * 4));
            for (int x = 0; x < target.Length; x += width)
            {
                // The last block is moved back to end with the row.
                int at = Math.Min(x, target.Length - width);
                Columns(rows + at, sourceStride, window, coefficients.PairsPerWindow).Store(to + at);
            }
        }
    }

    // Rows 0, 2, 4 and 6 come out in the lower half, rows 1, 3, 5 and 7 in the upper.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> EightPixels(byte* rows, long stride, short* pairs, int steps)
    {
        Vector512<int> highs = Vector512.Create(0, 0, 0, 0, 2, 2, 2, 2, 0, 0, 0, 0, 2, 2, 2, 2);
        Vector512<int> lows = Vector512.Create(1, 1, 1, 1, 3, 3, 3, 3, 1, 1, 1, 1, 3, 3, 3, 3);
        Vector512<int> h0 = default, h1 = default, h2 = default, h3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        for (int i = 0; i < steps; i++)
        {
            Vector512<int> window = Vector128.Load((int*)pairs).ToVector256Unsafe().ToVector512Unsafe();
            Vector512<short> high = Avx512F.PermuteVar16x32(window, highs).AsInt16();
            Vector512<short> low = Avx512F.PermuteVar16x32(window, lows).AsInt16();
            Accumulate(rows, rows + stride, high, low, ref h0, ref l0);
            Accumulate(rows + (2 * stride), rows + (3 * stride), high, low, ref h1, ref l1);
            Accumulate(rows + (4 * stride), rows + (5 * stride), high, low, ref h2, ref l2);
            Accumulate(rows + (6 * stride), rows + (7 * stride), high, low, ref h3, ref l3);
            pairs += 8;
            rows += 16;
        }

        Vector256<short> first = Avx2.PackSignedSaturate(Finish(h0, l0), Finish(h1, l1));
        Vector256<short> second = Avx2.PackSignedSaturate(Finish(h2, l2), Finish(h3, l3));
        return Avx2.PackUnsignedSaturate(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(byte* even, byte* odd, Vector512<short> high, Vector512<short> low, ref Vector512<int> h, ref Vector512<int> l)
    {
        // Four pixels of each of two rows: two pixels in each quarter, their channels side by side as 16-bit numbers.
        Vector256<byte> spread = Vector256.Create(
            0, 0x80, 4, 0x80, 1, 0x80, 5, 0x80, 2, 0x80, 6, 0x80, 3, 0x80, 7, 0x80,
            8, 0x80, 12, 0x80, 9, 0x80, 13, 0x80, 10, 0x80, 14, 0x80, 11, 0x80, 15, (byte)0x80);
        Vector512<byte> pixels = Vector512.Create(Avx2.BroadcastVector128ToVector256(even), Avx2.BroadcastVector128ToVector256(odd));
        Vector512<short> samples = Avx512BW.Shuffle(pixels, Vector512.Create(spread, spread)).AsInt16();
        h += Avx512BW.MultiplyAddAdjacent(samples, high);
        l += Avx512BW.MultiplyAddAdjacent(samples, low);
    }

    // The two halves of each row's sum, which stand in neighbouring quarters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Finish(Vector512<int> high, Vector512<int> low)
    {
        Vector512<int> sum = (high << 8) + low;
        Vector256<int> even = sum.GetLower();
        Vector256<int> odd = sum.GetUpper();
        Vector256<int> both = Vector256.Create(even.GetLower() + even.GetUpper(), odd.GetLower() + odd.GetUpper());
        return (both + Vector256.Create(FixedCoefficients.Half)) >> FixedCoefficients.FractionBits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Columns(byte* rows, int stride, int* window, int pairs)
    {
        Vector512<int> h0 = default, h1 = default, h2 = default, h3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        for (int i = 0; i < pairs; i++)
        {
            Vector512<byte> even = Vector512.Load(rows);
            Vector512<byte> odd = Vector512.Load(rows + stride);
            rows += 2L * stride;
            Vector512<short> high = Vector512.Create(window[2 * i]).AsInt16();
            Vector512<short> low = Vector512.Create(window[(2 * i) + 1]).AsInt16();
            Vector512<byte> left = Avx512BW.UnpackLow(even, odd);
            Vector512<byte> right = Avx512BW.UnpackHigh(even, odd);
            AddPair(Avx512BW.UnpackLow(left, Vector512<byte>.Zero), high, low, ref h0, ref l0);
            AddPair(Avx512BW.UnpackHigh(left, Vector512<byte>.Zero), high, low, ref h1, ref l1);
            AddPair(Avx512BW.UnpackLow(right, Vector512<byte>.Zero), high, low, ref h2, ref l2);
            AddPair(Avx512BW.UnpackHigh(right, Vector512<byte>.Zero), high, low, ref h3, ref l3);
        }

        Vector512<short> first = Avx512BW.PackSignedSaturate(Shift(h0, l0), Shift(h1, l1));
        Vector512<short> second = Avx512BW.PackSignedSaturate(Shift(h2, l2), Shift(h3, l3));
        return Avx512BW.PackUnsignedSaturate(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(Vector512<byte> samples, Vector512<short> high, Vector512<short> low, ref Vector512<int> h, ref Vector512<int> l)
    {
        h += Avx512BW.MultiplyAddAdjacent(samples.AsInt16(), high);
        l += Avx512BW.MultiplyAddAdjacent(samples.AsInt16(), low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Shift(Vector512<int> high, Vector512<int> low) =>
        ((high << 8) + low + Vector512.Create(FixedCoefficients.Half)) >> FixedCoefficients.FractionBits;
}
