namespace Vlm.Imaging.Jpeg;

/// <summary>
/// A Huffman table of a JPEG (ITU-T T.81, annex C), arranged for decoding: what ten bits begin with is looked up; longer codes
/// are found by their length. An entry holds, from the lowest bit: bits of code and value (6), how many of them are a value that
/// is still to be read (4), zero coefficients before it (6), and the value where its bits were among the ten (16, signed). 0 means
/// a longer code.
/// </summary>
internal sealed class HuffmanTable
{
    public const int LookupBits = 10;
    public const int LengthMask = 63;
    public const int SizeShift = 6;
    public const int SizeMask = 15;
    public const int RunShift = 10;
    public const int RunMask = 63;
    public const int ValueShift = 16;

    /// <summary>The run of the code that ends a block.</summary>
    public const int EndOfBlock = 63;

    private const int LongestCode = 16;
    private const int ZeroRun = 15;

    private readonly byte[] _symbols = new byte[256];
    private readonly int[] _afterLast = new int[LongestCode + 2];
    private readonly int[] _offsets = new int[LongestCode + 1];

    private readonly SkipTable _skips = new();

    public int[] Lookup { get; } = new int[1 << LookupBits];

    /// <summary>The <see cref="SkipTable"/>; made when it is first asked for.</summary>
    public ushort[] Skips => _skips.Of(this).Lookup;

    public bool IsDefined { get; private set; }

    public void Clear() => IsDefined = false;

    /// <summary>Takes over a table; false where its codes are impossible.</summary>
    /// <param name="counts">Codes of each length from 1 to 16.</param>
    /// <param name="symbols">Their symbols.</param>
    /// <param name="ofDifferences">Whether it codes the sizes of differences (a DC table), not runs and sizes.</param>
    public bool TryBuild(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols, bool ofDifferences)
    {
        _skips.Clear();
        symbols.CopyTo(_symbols);
        Array.Clear(Lookup);
        int code = 0, index = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            _offsets[length] = index - code;
            int end = code + counts[length - 1];
            if (end > 1 << length)
            {
                return false;
            }

            for (; code < end; code++, index++)
            {
                if (ofDifferences && symbols[index] > SizeMask)
                {
                    return false;
                }

                if (length <= LookupBits)
                {
                    Fill(code, length, Entry(symbols[index], length, ofDifferences));
                }
            }

            // Compared with sixteen bits; a length without codes never matches.
            _afterLast[length] = counts[length - 1] == 0 ? 0 : code << (LongestCode - length);
            code <<= 1;
        }

        IsDefined = true;
        return true;
    }

    /// <summary>The entry of a code that is longer than the lookup, from the next sixteen bits; 0 where there is no such code.</summary>
    public int Search(int sixteen, bool ofDifferences)
    {
        for (int length = LookupBits + 1; length <= LongestCode; length++)
        {
            if (sixteen < _afterLast[length])
            {
                return Entry(_symbols[_offsets[length] + (sixteen >> (LongestCode - length))], length, ofDifferences);
            }
        }

        return 0;
    }

    /// <summary>The value of an entry: its own, or that of the last of the bits that it takes.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="bits">The bits of code and value.</param>
    public static int Value(int entry, int bits)
    {
        int size = (entry >> SizeShift) & SizeMask;
        if (size == 0)
        {
            return entry >> ValueShift;
        }

        // A value whose first bit is 0 is negative.
        int mask = (1 << size) - 1;
        int value = bits & mask;
        return value - (((value >> (size - 1)) - 1) & mask);
    }

    private static int Entry(byte symbol, int length, bool ofDifferences)
    {
        (int run, int size) = ofDifferences ? (0, symbol) : (symbol >> 4, symbol & SizeMask);
        if (size == 0 && !ofDifferences && run != ZeroRun)
        {
            run = EndOfBlock;
        }

        return (length + size) | (size << SizeShift) | (run << RunShift);
    }

    private void Fill(int code, int length, int entry)
    {
        int free = LookupBits - length;
        int size = (entry >> SizeShift) & SizeMask;
        for (int rest = 0; rest < 1 << free; rest++)
        {
            int found = entry;
            if (size > 0 && size <= free)
            {
                // The value's own bits are among the ten.
                found = (entry & ((RunMask << RunShift) | LengthMask)) | (Value(entry, rest >> (free - size)) << ValueShift);
            }

            Lookup[(code << free) | rest] = found;
        }
    }
}
