using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vlm.Imaging.Jpeg;

/// <summary>
/// Luminance and colour difference (JFIF, that is CCIR 601) to red, green, blue with libjpeg's 16 fraction bits, sixteen pixels
/// at once: R = Y + 1.402 Cr, G = Y - 0.344 Cb - 0.714 Cr, B = Y + 1.772 Cb, each product rounded, all clamped.
/// </summary>
internal static unsafe class YccRow
{
    public const int Pixels = 16;

    // The constants less the whole numbers nearest to them: 1.402 is 1 and this, 1.772 is 2 less that, -0.714 is -1 and the last.
    private const short RedOfCr = 26345;
    private const short BlueOfCb = -14942;
    private const short GreenOfCb = -22554;
    private const short GreenOfCr = 18734;

    /// <summary>Writes <paramref name="count"/> pixels, which are at least sixteen; the last block is moved back to end with the row.</summary>
    public static void Write(byte* luminance, byte* blue, byte* red, byte* rgba, int count)
    {
        for (int x = 0; x < count; x += Pixels)
        {
            int at = Math.Min(x, count - Pixels);
            Vector256<short> middle = Vector256.Create((short)128);
            Convert(Widen(luminance + at), Widen(blue + at) - middle, Widen(red + at) - middle, rgba + (4 * at));
        }
    }

    /// <summary>The same of a gray picture.</summary>
    public static void WriteGray(byte* luminance, byte* rgba, int count)
    {
        for (int x = 0; x < count; x += Pixels)
        {
            int at = Math.Min(x, count - Pixels);
            Vector256<short> y = Widen(luminance + at);
            Interleave(y, y, y, rgba + (4 * at));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Convert(Vector256<short> y, Vector256<short> cb, Vector256<short> cr, byte* rgba)
    {
        Vector256<short> one = Vector256<short>.One;
        Vector256<short> r = y + cr + ((Avx2.MultiplyHigh(cr + cr, Vector256.Create(RedOfCr)) + one) >> 1);
        Vector256<short> twice = cb + cb;
        Vector256<short> b = y + twice + ((Avx2.MultiplyHigh(twice, Vector256.Create(BlueOfCb)) + one) >> 1);
        Vector256<short> factors = Vector256.Create((GreenOfCr << 16) | (GreenOfCb & 0xFFFF)).AsInt16();
        Vector256<int> half = Vector256.Create(1 << 15);
        Vector256<int> low = (Avx2.MultiplyAddAdjacent(Avx2.UnpackLow(cb, cr), factors) + half) >> 16;
        Vector256<int> high = (Avx2.MultiplyAddAdjacent(Avx2.UnpackHigh(cb, cr), factors) + half) >> 16;
        Vector256<short> g = y - cr + Avx2.PackSignedSaturate(low, high);
        Interleave(r, g, b, rgba);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector256<short> r, Vector256<short> g, Vector256<short> b, byte* rgba)
    {
        Vector256<byte> redBlue = Avx2.PackUnsignedSaturate(r, b);
        Vector256<byte> greenAlpha = Avx2.PackUnsignedSaturate(g, Vector256.Create((short)255));
        Vector256<short> redGreen = Avx2.UnpackLow(redBlue, greenAlpha).AsInt16();
        Vector256<short> blueAlpha = Avx2.UnpackHigh(redBlue, greenAlpha).AsInt16();
        Vector256<byte> first = Avx2.UnpackLow(redGreen, blueAlpha).AsByte(), second = Avx2.UnpackHigh(redGreen, blueAlpha).AsByte();
        Avx2.Permute2x128(first, second, 0x20).Store(rgba);
        Avx2.Permute2x128(first, second, 0x31).Store(rgba + 32);
    }

    private static Vector256<short> Widen(byte* samples) => Vector256.WidenLower(Vector128.Load(samples).ToVector256Unsafe()).AsInt16();
}
