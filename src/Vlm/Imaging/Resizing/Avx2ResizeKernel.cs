using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vlm.Imaging.Resizing;

/// <summary>Two taps of four channels per 16-bit multiply-add; four rows share the coefficients in the horizontal pass.</summary>
internal sealed unsafe class Avx2ResizeKernel : ResizeKernel
{
    private const int RowsAtOnce = 4;

    public override void Horizontal(
        ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients)
    {
        // The kernel works on raw addresses; this is what makes them safe.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(((long)(rows - 1) * targetStride) + (coefficients.Starts.Length * 4L), target.Length, nameof(target));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(((long)(rows - 1) * sourceStride) + (coefficients.LastTap * 4L) + 4, source.Length, nameof(source));
        fixed (byte* from = source)
        fixed (byte* to = target)
        fixed (short* pairs = coefficients.Pairs)
        fixed (int* starts = coefficients.PairedStarts)
        {
            int stride = coefficients.PairsPerWindow * 4;
            for (int y = 0; y < rows; y += RowsAtOnce)
            {
                // A remainder is made by doing its last row several times over, to the same place.
                int last = rows - 1;
                byte* s0 = from + ((long)y * sourceStride);
                byte* s1 = from + ((long)Math.Min(y + 1, last) * sourceStride);
                byte* s2 = from + ((long)Math.Min(y + 2, last) * sourceStride);
                byte* s3 = from + ((long)Math.Min(y + 3, last) * sourceStride);
                byte* t0 = to + ((long)y * targetStride);
                byte* t1 = to + ((long)Math.Min(y + 1, last) * targetStride);
                byte* t2 = to + ((long)Math.Min(y + 2, last) * targetStride);
                byte* t3 = to + ((long)Math.Min(y + 3, last) * targetStride);
                for (int x = 0; x < coefficients.Starts.Length; x++)
                {
                    long offset = starts[x] * 4L;
                    Vector128<byte> four = FourPixels(
                        s0 + offset, s1 + offset, s2 + offset, s3 + offset, pairs + ((long)x * stride), coefficients.PairsPerWindow / 2);
                    Vector128<uint> pixels = four.AsUInt32();
                    ((uint*)t0)[x] = pixels.GetElement(0);
                    ((uint*)t1)[x] = pixels.GetElement(1);
                    ((uint*)t2)[x] = pixels.GetElement(2);
                    ((uint*)t3)[x] = pixels.GetElement(3);
                }
            }
        }
    }

    public override void Vertical(ReadOnlySpan<byte> source, int sourceStride, int firstRow, Span<byte> target, FixedCoefficients coefficients, int y)
    {
        int width = Vector256<byte>.Count;
        int start = coefficients.PairedStarts[y] - firstRow;
        if (target.Length < width)
        {
            Portable.Vertical(source, sourceStride, firstRow, target, coefficients, y);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FourPixels(byte* s0, byte* s1, byte* s2, byte* s3, short* pairs, int steps)
    {
        // Four pixels of a row: two in each half, their channels side by side as 16-bit numbers.
        Vector256<byte> spread = Vector256.Create(
            0, 0x80, 4, 0x80, 1, 0x80, 5, 0x80, 2, 0x80, 6, 0x80, 3, 0x80, 7, 0x80,
            8, 0x80, 12, 0x80, 9, 0x80, 13, 0x80, 10, 0x80, 14, 0x80, 11, 0x80, 15, (byte)0x80);
        Vector256<int> highs = Vector256.Create(0, 0, 0, 0, 2, 2, 2, 2);
        Vector256<int> lows = Vector256.Create(1, 1, 1, 1, 3, 3, 3, 3);
        Vector256<int> h0 = default, h1 = default, h2 = default, h3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        for (int i = 0; i < steps; i++)
        {
            Vector256<int> window = Avx2.BroadcastVector128ToVector256((int*)pairs);
            Vector256<short> high = Avx2.PermuteVar8x32(window, highs).AsInt16();
            Vector256<short> low = Avx2.PermuteVar8x32(window, lows).AsInt16();
            Accumulate(s0, spread, high, low, ref h0, ref l0);
            Accumulate(s1, spread, high, low, ref h1, ref l1);
            Accumulate(s2, spread, high, low, ref h2, ref l2);
            Accumulate(s3, spread, high, low, ref h3, ref l3);
            pairs += 8;
            s0 += 16;
            s1 += 16;
            s2 += 16;
            s3 += 16;
        }

        Vector128<short> first = Sse2.PackSignedSaturate(Finish(h0, l0), Finish(h1, l1));
        Vector128<short> second = Sse2.PackSignedSaturate(Finish(h2, l2), Finish(h3, l3));
        return Sse2.PackUnsignedSaturate(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(byte* pixels, Vector256<byte> spread, Vector256<short> high, Vector256<short> low, ref Vector256<int> h, ref Vector256<int> l)
    {
        Vector256<short> samples = Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(pixels), spread).AsInt16();
        h += Avx2.MultiplyAddAdjacent(samples, high);
        l += Avx2.MultiplyAddAdjacent(samples, low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Finish(Vector256<int> high, Vector256<int> low)
    {
        Vector256<int> sum = (high << 8) + low;
        return (sum.GetLower() + sum.GetUpper() + Vector128.Create(FixedCoefficients.Half)) >> FixedCoefficients.FractionBits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Columns(byte* rows, int stride, int* window, int pairs)
    {
        Vector256<int> h0 = default, h1 = default, h2 = default, h3 = default, l0 = default, l1 = default, l2 = default, l3 = default;
        for (int i = 0; i < pairs; i++)
        {
            Vector256<byte> even = Vector256.Load(rows);
            Vector256<byte> odd = Vector256.Load(rows + stride);
            rows += 2L * stride;
            Vector256<short> high = Vector256.Create(window[2 * i]).AsInt16();
            Vector256<short> low = Vector256.Create(window[(2 * i) + 1]).AsInt16();
            Vector256<byte> left = Avx2.UnpackLow(even, odd);
            Vector256<byte> right = Avx2.UnpackHigh(even, odd);
            AddPair(Avx2.UnpackLow(left, Vector256<byte>.Zero), high, low, ref h0, ref l0);
            AddPair(Avx2.UnpackHigh(left, Vector256<byte>.Zero), high, low, ref h1, ref l1);
            AddPair(Avx2.UnpackLow(right, Vector256<byte>.Zero), high, low, ref h2, ref l2);
            AddPair(Avx2.UnpackHigh(right, Vector256<byte>.Zero), high, low, ref h3, ref l3);
        }

        Vector256<short> first = Avx2.PackSignedSaturate(Shift(h0, l0), Shift(h1, l1));
        Vector256<short> second = Avx2.PackSignedSaturate(Shift(h2, l2), Shift(h3, l3));
        return Avx2.PackUnsignedSaturate(first, second);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddPair(Vector256<byte> samples, Vector256<short> high, Vector256<short> low, ref Vector256<int> h, ref Vector256<int> l)
    {
        h += Avx2.MultiplyAddAdjacent(samples.AsInt16(), high);
        l += Avx2.MultiplyAddAdjacent(samples.AsInt16(), low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Shift(Vector256<int> high, Vector256<int> low) =>
        ((high << 8) + low + Vector256.Create(FixedCoefficients.Half)) >> FixedCoefficients.FractionBits;
}
