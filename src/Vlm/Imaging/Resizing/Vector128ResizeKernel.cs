using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vlm.Imaging.Resizing;

/// <summary>The four channels of a pixel in one vector of 32-bit numbers: for every processor with 128-bit vectors, and for every table.</summary>
internal sealed class Vector128ResizeKernel : ResizeKernel
{
    public override void Horizontal(
        ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients)
    {
        for (int y = 0; y < rows; y++)
        {
            ReadOnlySpan<uint> pixels = MemoryMarshal.Cast<byte, uint>(source[(y * sourceStride)..]);
            Span<uint> row = MemoryMarshal.Cast<byte, uint>(target.Slice(y * targetStride, coefficients.Starts.Length * 4));
            for (int x = 0; x < row.Length; x++)
            {
                ReadOnlySpan<int> window = coefficients.Of(x);
                ReadOnlySpan<uint> samples = pixels.Slice(coefficients.Starts[x], window.Length);
                Vector128<int> sum = Vector128.Create(FixedCoefficients.Half);
                for (int i = 0; i < window.Length; i++)
                {
                    sum += Widen(samples[i]) * window[i];
                }

                row[x] = Narrow(sum);
            }
        }
    }

    public override void Vertical(ReadOnlySpan<byte> source, int sourceStride, int firstRow, Span<byte> target, FixedCoefficients coefficients, int y)
    {
        ReadOnlySpan<int> window = coefficients.Of(y);
        int from = (coefficients.Starts[y] - firstRow) * sourceStride;
        int x = 0;
        for (; x + Vector128<byte>.Count <= target.Length; x += Vector128<byte>.Count)
        {
            Block(source[(from + x)..], sourceStride, window).CopyTo(target[x..]);
        }

        for (; x < target.Length; x += 4)
        {
            Vector128<int> sum = Vector128.Create(FixedCoefficients.Half);
            for (int i = 0; i < window.Length; i++)
            {
                sum += Widen(MemoryMarshal.Read<uint>(source[(from + x + (i * sourceStride))..])) * window[i];
            }

            MemoryMarshal.Write(target[x..], Narrow(sum));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Block(ReadOnlySpan<byte> rows, int stride, ReadOnlySpan<int> window)
    {
        Vector128<int> a = Vector128.Create(FixedCoefficients.Half);
        Vector128<int> b = a, c = a, d = a;
        for (int i = 0; i < window.Length; i++)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(rows.Slice(i * stride, Vector128<byte>.Count)));
            int k = window[i];
            a += Vector128.WidenLower(low).AsInt32() * k;
            b += Vector128.WidenUpper(low).AsInt32() * k;
            c += Vector128.WidenLower(high).AsInt32() * k;
            d += Vector128.WidenUpper(high).AsInt32() * k;
        }

        return Vector128.Narrow(Vector128.Narrow(Clamp(a), Clamp(b)).AsUInt16(), Vector128.Narrow(Clamp(c), Clamp(d)).AsUInt16());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Widen(uint pixel) => Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Narrow(Vector128<int> sum)
    {
        Vector128<ushort> words = Vector128.Narrow(Clamp(sum), Vector128<int>.Zero).AsUInt16();
        return Vector128.Narrow(words, Vector128<ushort>.Zero).AsUInt32().ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Clamp(Vector128<int> sum) =>
        Vector128.Min(Vector128.Max(sum >> FixedCoefficients.FractionBits, Vector128<int>.Zero), Vector128.Create(255));
}
