using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vlm.Imaging.Jpeg;

/// <summary>
/// The inverse discrete cosine transform of libjpeg's integer method (Loeffler, Ligtenberg and Moschytz 1989, 13 fraction bits,
/// 2 more between the passes), with its roundings: the same samples. Eight columns at once.
/// </summary>
internal static unsafe class InverseDct
{
    public const int FractionBits = 13;
    public const int PassBits = 2;

    /// <summary>What 8 by 8 coefficients become: samples of 0 to 255.</summary>
    /// <param name="block">64 coefficients in rows.</param>
    /// <param name="target">Where the first row is written.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public static void Whole(int* block, byte* target, int stride)
    {
        Vector256<int> r0 = Vector256.Load(block), r1 = Vector256.Load(block + 8), r2 = Vector256.Load(block + 16), r3 = Vector256.Load(block + 24);
        Vector256<int> r4 = Vector256.Load(block + 32), r5 = Vector256.Load(block + 40), r6 = Vector256.Load(block + 48), r7 = Vector256.Load(block + 56);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, FractionBits - PassBits);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);

        // The samples come out turned: each vector is a column.
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, FractionBits + PassBits + 3);
        Store(Columns(r0, r1, r2, r3), Columns(r4, r5, r6, r7), target, stride);
    }

    /// <summary>A block of which only the first coefficient is not zero.</summary>
    public static void Flat(int first, byte* target, int stride, int side)
    {
        byte sample = Sample((first + 4) >> 3);
        for (int y = 0; y < side; y++, target += stride)
        {
            new Span<byte>(target, side).Fill(sample);
        }
    }

    /// <summary>libjpeg looks samples up by their lowest ten bits, and so wraps what lies far outside.</summary>
    public static byte Sample(int value) => (byte)Math.Clamp(((value << 22) >> 22) + 128, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pass(
        ref Vector256<int> x0, ref Vector256<int> x1, ref Vector256<int> x2, ref Vector256<int> x3,
        ref Vector256<int> x4, ref Vector256<int> x5, ref Vector256<int> x6, ref Vector256<int> x7, int shift)
    {
        Vector256<int> half = Vector256.Create(1 << (shift - 1));
        Vector256<int> z1 = (x2 + x6) * 4433;
        Vector256<int> even2 = z1 - (x6 * 15137);
        Vector256<int> even3 = z1 + (x2 * 6270);
        Vector256<int> even0 = ((x0 + x4) << FractionBits) + half;
        Vector256<int> even1 = ((x0 - x4) << FractionBits) + half;
        Vector256<int> t10 = even0 + even3, t13 = even0 - even3, t11 = even1 + even2, t12 = even1 - even2;

        Vector256<int> z3 = x7 + x3, z4 = x5 + x1;
        Vector256<int> z5 = (z3 + z4) * 9633;
        z1 = (x7 + x1) * -7373;
        Vector256<int> z2 = (x5 + x3) * -20995;
        z3 = (z3 * -16069) + z5;
        z4 = (z4 * -3196) + z5;
        Vector256<int> t0 = (x7 * 2446) + z1 + z3, t1 = (x5 * 16819) + z2 + z4, t2 = (x3 * 25172) + z2 + z3, t3 = (x1 * 12299) + z1 + z4;
        x0 = (t10 + t3) >> shift;
        x7 = (t10 - t3) >> shift;
        x1 = (t11 + t2) >> shift;
        x6 = (t11 - t2) >> shift;
        x2 = (t12 + t1) >> shift;
        x5 = (t12 - t1) >> shift;
        x3 = (t13 + t0) >> shift;
        x4 = (t13 - t0) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        ref Vector256<int> r0, ref Vector256<int> r1, ref Vector256<int> r2, ref Vector256<int> r3,
        ref Vector256<int> r4, ref Vector256<int> r5, ref Vector256<int> r6, ref Vector256<int> r7)
    {
        Quarter(r0, r1, r2, r3, out Vector256<int> a0, out Vector256<int> a1, out Vector256<int> a2, out Vector256<int> a3);
        Quarter(r4, r5, r6, r7, out Vector256<int> b0, out Vector256<int> b1, out Vector256<int> b2, out Vector256<int> b3);
        r0 = Avx2.Permute2x128(a0, b0, 0x20);
        r1 = Avx2.Permute2x128(a1, b1, 0x20);
        r2 = Avx2.Permute2x128(a2, b2, 0x20);
        r3 = Avx2.Permute2x128(a3, b3, 0x20);
        r4 = Avx2.Permute2x128(a0, b0, 0x31);
        r5 = Avx2.Permute2x128(a1, b1, 0x31);
        r6 = Avx2.Permute2x128(a2, b2, 0x31);
        r7 = Avx2.Permute2x128(a3, b3, 0x31);
    }

    // Within each half, four rows of four become four columns.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Quarter(
        Vector256<int> r0, Vector256<int> r1, Vector256<int> r2, Vector256<int> r3,
        out Vector256<int> c0, out Vector256<int> c1, out Vector256<int> c2, out Vector256<int> c3)
    {
        Vector256<long> low01 = Avx2.UnpackLow(r0, r1).AsInt64(), high01 = Avx2.UnpackHigh(r0, r1).AsInt64();
        Vector256<long> low23 = Avx2.UnpackLow(r2, r3).AsInt64(), high23 = Avx2.UnpackHigh(r2, r3).AsInt64();
        c0 = Avx2.UnpackLow(low01, low23).AsInt32();
        c1 = Avx2.UnpackHigh(low01, low23).AsInt32();
        c2 = Avx2.UnpackLow(high01, high23).AsInt32();
        c3 = Avx2.UnpackHigh(high01, high23).AsInt32();
    }

    // Four columns as bytes: four rows of four in each half.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Columns(Vector256<int> c0, Vector256<int> c1, Vector256<int> c2, Vector256<int> c3)
    {
        Vector256<short> middle = Vector256.Create((short)128);
        Vector256<short> first = Avx2.PackSignedSaturate(Wrap(c0), Wrap(c1)) + middle;
        Vector256<short> second = Avx2.PackSignedSaturate(Wrap(c2), Wrap(c3)) + middle;
        Vector256<byte> rows = Vector256.Create(
            0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, (byte)15);
        return Avx2.Shuffle(Avx2.PackUnsignedSaturate(first, second), rows).AsInt32();
    }

    private static Vector256<int> Wrap(Vector256<int> samples) => (samples << 22) >> 22;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> left, Vector256<int> right, byte* target, int stride)
    {
        Vector256<ulong> low = Avx2.UnpackLow(left, right).AsUInt64(), high = Avx2.UnpackHigh(left, right).AsUInt64();
        *(ulong*)target = low.GetElement(0);
        *(ulong*)(target + stride) = low.GetElement(1);
        *(ulong*)(target + (2L * stride)) = high.GetElement(0);
        *(ulong*)(target + (3L * stride)) = high.GetElement(1);
        *(ulong*)(target + (4L * stride)) = low.GetElement(2);
        *(ulong*)(target + (5L * stride)) = low.GetElement(3);
        *(ulong*)(target + (6L * stride)) = high.GetElement(2);
        *(ulong*)(target + (7L * stride)) = high.GetElement(3);
    }
}
