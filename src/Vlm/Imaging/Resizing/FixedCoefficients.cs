namespace Vlm.Imaging.Resizing;

/// <summary>
/// The windows of one axis in fixed point with 22 fraction bits, and the same numbers laid out for SIMD. Immutable.
/// </summary>
/// <remarks>
/// A coefficient k is split into k = 256·high + low with a signed 16-bit high part and a low part from 0 to 255, so that
/// 16-bit multiply-add instructions give the exact 32-bit sum in two halves. Two neighbouring taps make one pair:
/// <c>[high0, high1, low0, low1]</c> as 16-bit numbers. Every window has the same number of pairs; where it would reach
/// beyond the source it is moved back and padded with zeros.
/// </remarks>
internal sealed class FixedCoefficients
{
    public const int FractionBits = 22;
    public const int Half = 1 << (FractionBits - 1);

    private readonly int[] _values;
    private readonly int _stride;

    /// <param name="weights">The windows.</param>
    /// <param name="pairMultiple">The number of pairs is made a multiple of this.</param>
    public FixedCoefficients(AxisWeights weights, int pairMultiple)
    {
        Starts = weights.Starts;
        Counts = weights.Counts;
        _stride = weights.Stride;
        _values = [.. weights.Values.Select(w => (int)((w * (1 << FractionBits)) + (w < 0 ? -0.5 : 0.5)))];
        int pairs = (_stride + 1) / 2;
        PairsPerWindow = (pairs + pairMultiple - 1) / pairMultiple * pairMultiple;
        bool fits = 2 * PairsPerWindow <= weights.InputSize && _values.All(k => k >> 8 is >= short.MinValue and <= short.MaxValue);
        (PairedStarts, Pairs) = fits ? Pair(weights.InputSize) : ([], []);
        LastTap = weights.InputSize - 1;
    }

    public int[] Starts { get; }

    public int[] Counts { get; }

    public int PairsPerWindow { get; }

    /// <summary>Empty where the source is shorter than a padded window or a coefficient too large; then only the plain kernel applies.</summary>
    public int[] PairedStarts { get; }

    public short[] Pairs { get; }

    /// <summary>The last source position that any window reads.</summary>
    public int LastTap { get; }

    public bool HasPairs => PairedStarts.Length > 0;

    public ReadOnlySpan<int> Of(int position) => _values.AsSpan(position * _stride, Counts[position]);

    /// <summary>The source positions, from the first to the one behind the last, that some output positions read.</summary>
    public (int First, int End) Reach(int position, int count)
    {
        int first = int.MaxValue;
        int end = 0;
        for (int i = position; i < position + count; i++)
        {
            first = Math.Min(first, HasPairs ? PairedStarts[i] : Starts[i]);
            end = Math.Max(end, Math.Max(Starts[i] + Counts[i], HasPairs ? PairedStarts[i] + (2 * PairsPerWindow) : 0));
        }

        return (first, end);
    }

    private (int[] Starts, short[] Pairs) Pair(int inputSize)
    {
        int taps = 2 * PairsPerWindow;
        int[] starts = new int[Starts.Length];
        short[] pairs = new short[Starts.Length * taps * 2];
        for (int x = 0; x < starts.Length; x++)
        {
            starts[x] = Math.Min(Starts[x], inputSize - taps);
            int shift = Starts[x] - starts[x];
            ReadOnlySpan<int> window = Of(x);
            for (int i = 0; i < window.Length; i++)
            {
                int tap = i + shift;
                int at = (x * taps * 2) + (tap / 2 * 4) + (tap % 2);
                pairs[at] = (short)(window[i] >> 8);
                pairs[at + 2] = (short)(window[i] & 0xFF);
            }
        }

        return (starts, pairs);
    }
}
