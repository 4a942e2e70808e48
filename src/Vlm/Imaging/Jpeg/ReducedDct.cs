namespace Vlm.Imaging.Jpeg;

/// <summary>Blocks at a reduced scale: libjpeg's transform to four by four samples, and two by two or one from the lowest frequencies alone.</summary>
internal static unsafe class ReducedDct
{
    /// <summary>Coefficients in zigzag order that two by two samples are made of.</summary>
    public const int LowCoefficients = 5;

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

    /// <summary>Two by two samples, or one: the means of the quarters of the block, or of all of it.</summary>
    /// <param name="low">Coefficients 0 to 4 in zigzag order.</param>
    /// <param name="target">The first sample.</param>
    /// <param name="stride">Bytes from row to row.</param>
    /// <param name="side">2 or 1.</param>
    public static void Low(int* low, byte* target, int stride, int side)
    {
        if (side == 1)
        {
            *target = InverseDct.Sample((low[0] + 4) >> 3);
            return;
        }

        const int shift = LowFractionBits + 3;
        int middle = (low[0] << LowFractionBits) + (1 << (shift - 1));
        int across = low[1] * Half, down = low[2] * Half, both = low[4] * Quarter;
        target[0] = Clamp((middle + across + down + both) >> shift);
        target[1] = Clamp((middle - across + down - both) >> shift);
        target[stride] = Clamp((middle + across - down - both) >> shift);
        target[stride + 1] = Clamp((middle - across - down + both) >> shift);
    }

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
