namespace Vlm.Imaging.Jpeg;

/// <summary>
/// Over how many bits, and how many coefficients, one may step at once: of all whole codes with their values among the next
/// thirteen bits. An entry holds, from the lowest bit: bits (5), coefficients (7), whether the block ends (1). The last two
/// are added at once: beyond 64 a block has ended. 0 means that not even one code is whole.
/// </summary>
internal sealed class SkipTable
{
    public const int LookupBits = 13;
    public const int LengthMask = 31;
    public const int CoefficientShift = 5;
    public const int CoefficientMask = 127;
    public const int EndShift = 12;
    public const int End = 1 << EndShift;
    public const int EndCoefficients = 1 << (EndShift - CoefficientShift);

    private bool _isMade;

    public ushort[] Lookup { get; } = new ushort[1 << LookupBits];

    public void Clear() => _isMade = false;

    public SkipTable Of(HuffmanTable table)
    {
        if (!_isMade)
        {
            for (int bits = 0; bits < Lookup.Length; bits++)
            {
                Lookup[bits] = (ushort)Steps(table.Lookup, bits);
            }

            _isMade = true;
        }

        return this;
    }

    /// <summary>The step over one code, from its entry in a <see cref="HuffmanTable"/>.</summary>
    public static int Step(int entry)
    {
        int length = entry & HuffmanTable.LengthMask;
        int run = (entry >> HuffmanTable.RunShift) & HuffmanTable.RunMask;
        return run == HuffmanTable.EndOfBlock ? length | End : length | ((run + 1) << CoefficientShift);
    }

    /// <summary>
    /// Whether a block is within its 64 coefficients at a place that may have <see cref="EndCoefficients"/> added. An end behind
    /// the last coefficient is not its own.
    /// </summary>
    public static bool IsWithin(int place) => (place & CoefficientMask) + (place >> (EndShift - CoefficientShift)) <= 64;

    private static int Steps(int[] codes, int bits)
    {
        int steps = 0;
        while ((steps & End) == 0)
        {
            int taken = steps & LengthMask;
            int rest = (bits << taken) & ((1 << LookupBits) - 1);
            int entry = codes[rest >> (LookupBits - HuffmanTable.LookupBits)];
            int step = Step(entry);
            if (entry == 0 || taken + (step & LengthMask) > LookupBits)
            {
                break;
            }

            steps += step;
        }

        return steps;
    }
}
