using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vlm.Imaging.Resizing;

/// <summary>As the kernel of 256 bits, with twice the columns in a vector of the vertical pass.</summary>
internal sealed unsafe class Avx512ResizeKernel : ResizeKernel
{
    // Four pixels of a row fill 256 bits; gathering two rows into 512 was measured a third slower.
    public override void Horizontal(ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients) =>
        Wide.Horizontal(source, sourceStride, rows, target, targetStride, coefficients);

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
