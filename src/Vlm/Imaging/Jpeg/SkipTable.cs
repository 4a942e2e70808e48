namespace Vlm.Imaging.Jpeg;

/// <summary>
/// Over how many bits, and how many coefficients, one may step at once: of all whole codes with their values among the next
/// twelve bits. An entry holds, from the lowest bit: bits (5), coefficients (7), whether the block ends (1). 0 means that not
/// even one code is whole.
/// </summary>
internal sealed class SkipTable
{
    public const int LookupBits = 12;
    public const int LengthMask = 31;
    public const int CoefficientShift = 5;
    public const int CoefficientMask = 127;
    public const int EndShift = 12;
    public const int End = 1 << EndShift;

    private bool _isMade;

    public int[] Lookup { get; } = new int[1 << LookupBits];

    public void Clear() => _isMade = false;

    public SkipTable Of(HuffmanTable table)
    {
        if (!_isMade)
        {
            for (int bits = 0; bits < Lookup.Length; bits++)
            {
                Lookup[bits] = Steps(table.Lookup, bits);
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
