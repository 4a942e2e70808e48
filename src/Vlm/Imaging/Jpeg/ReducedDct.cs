using System.Runtime.CompilerServices;

namespace Vlm.Imaging.Jpeg;

/// <summary>Blocks at a reduced scale: libjpeg's transform to four by four samples, and two by two or fewer from the lowest frequencies alone.</summary>
internal static unsafe class ReducedDct
{
    private const int FractionBits = InverseDct.FractionBits;
    private const int PassBits = InverseDct.PassBits;

    // The mean of the first cosine over half of the block, beside that of the constant: 0.906127, and its square.
    private const int LowFractionBits = 13;
    private const int Half = 7423;
    private const int Quarter = 6726;

    /// <summary>Four by four samples of 64 coefficients in rows.</summary>
    public static void Four(int* block, byte* target, int stride)
    {
        int* columns = stackalloc int[32];
        for (int x = 0; x < 8; x++)
        {
            // The second pass does not read column 4.
            if (x != 4)
            {
                FourSums(block + x, 8, FractionBits - PassBits + 1, columns + x, 8);
            }
        }

        int* row = stackalloc int[4];
        for (int y = 0; y < 4; y++, target += stride)
        {
            FourSums(columns + (y * 8), 1, FractionBits + PassBits + 4, row, 1);
            for (int x = 0; x < 4; x++)
            {
                target[x] = InverseDct.Sample(row[x]);
            }
        }
    }

    /// <summary>How many coefficients in zigzag order <see cref="Low"/> reads for samples of this number, 1 or 2 each way.</summary>
    public static int LowCoefficients(int wide, int high) => (wide, high) switch
    {
        (1, 1) => 1,
        (2, 1) => 2,
        (1, 2) => 3,
        _ => 5,
    };

    /// <summary>Two by two samples or fewer: the means of the quarters of the block, of its halves, or of all of it.</summary>
    /// <param name="low">Coefficients in zigzag order.</param>
    /// <param name="target">The first sample.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="wide">Samples beside each other, 2 or 1.</param>
    /// <param name="high">Samples above each other, 2 or 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Low(int* low, byte* target, int stride, int wide, int high)
    {
        const int shift = LowFractionBits + 3;
        int middle = (low[0] << LowFractionBits) + (1 << (shift - 1));
        if (wide * high < 4)
        {
            // One sample has itself as its other half, with nothing between them.
            int difference = (wide == 2 ? low[1] : high == 2 ? low[2] : 0) * Half;
            target[0] = Clamp((middle + difference) >> shift);
            target[wide == 2 ? 1 : high == 2 ? stride : 0] = Clamp((middle - difference) >> shift);
            return;
        }

        int across = low[1] * Half, down = low[2] * Half, both = low[4] * Quarter;
        target[0] = Clamp((middle + across + down + both) >> shift);
        target[1] = Clamp((middle - across + down - both) >> shift);
        target[stride] = Clamp((middle + across - down - both) >> shift);
        target[stride + 1] = Clamp((middle - across - down + both) >> shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Clamp(int value) => (byte)Math.Clamp(value + 128, 0, 255);

    private static void FourSums(int* from, int step, int shift, int* to, int toStep)
    {
        int first = (from[0] << (FractionBits + 1)) + (1 << (shift - 1));
        int second = (from[2 * step] * 15137) - (from[6 * step] * 6270);
        (int outer, int inner) = (first + second, first - second);
        int odd0 = (from[7 * step] * -1730) + (from[5 * step] * 11893) - (from[3 * step] * 17799) + (from[step] * 8697);
        int odd2 = (from[7 * step] * -4176) - (from[5 * step] * 4926) + (from[3 * step] * 7373) + (from[step] * 20995);
        to[0] = (outer + odd2) >> shift;
        to[3 * toStep] = (outer - odd2) >> shift;
        to[toStep] = (inner + odd0) >> shift;
        to[2 * toStep] = (inner - odd0) >> shift;
    }
}
