using System.Runtime.Intrinsics;

namespace Vlm.Imaging.Jpeg;

/// <summary>libjpeg's triangle filter, which gives every pixel of a row its own colour from samples that stand for two or four.</summary>
internal static unsafe class ChromaRow
{
    /// <summary>Numbers that may be read before the first of <c>sums</c>, and written behind the last.</summary>
    public const int Margin = 16;

    /// <summary>The nearer row three times and the farther one, as sums of four.</summary>
    public static void SumRows(byte* near, byte* far, ushort* sums, int count)
    {
        for (int x = 0; x < count; x += Vector256<ushort>.Count)
        {
            Vector256<ushort> closer = Widen(near + x);
            (closer + closer + closer + Widen(far + x)).Store(sums + x);
        }

        Mirror(sums, count);
    }

    /// <summary>One row alone.</summary>
    public static void TakeRow(byte* row, ushort* sums, int count)
    {
        for (int x = 0; x < count; x += Vector256<ushort>.Count)
        {
            Widen(row + x).Store(sums + x);
        }

        Mirror(sums, count);
    }

    /// <summary>Two samples for each: three parts of its own and one of the neighbour on that side.</summary>
    /// <param name="sums">Each with a neighbour on both sides.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Twice as many samples.</param>
    /// <param name="ofTwoRows">Whether the sums are of two rows.</param>
    public static void Spread(ushort* sums, int count, byte* target, bool ofTwoRows)
    {
        // The roundings alternate, so that neither direction is favoured.
        Vector256<ushort> left = Vector256.Create((ushort)(ofTwoRows ? 8 : 1)), right = Vector256.Create((ushort)(ofTwoRows ? 7 : 2));
        int shift = ofTwoRows ? 4 : 2;
        for (int x = 0; x < count; x += Vector256<ushort>.Count)
        {
            Vector256<ushort> own = Vector256.Load(sums + x);
            own = own + own + own;
            Vector256<ushort> even = (own + Vector256.Load(sums + x - 1) + left) >> shift;
            Vector256<ushort> odd = (own + Vector256.Load(sums + x + 1) + right) >> shift;
            (even | (odd << 8)).AsByte().Store(target + (2 * x));
        }
    }

    private static Vector256<ushort> Widen(byte* samples) => Vector256.WidenLower(Vector128.Load(samples).ToVector256Unsafe());

    // Beyond the edges the last samples stand again.
    private static void Mirror(ushort* sums, int count)
    {
        sums[-1] = sums[0];
        sums[count] = sums[count - 1];
    }
}
