namespace Vlm.Imaging.Jpeg;

/// <summary>One component of the picture while it is decoded: its tables, its last DC value and its samples.</summary>
internal unsafe struct JpegComponent
{
    public HuffmanTable Dc { get; private set; }

    public HuffmanTable Ac { get; private set; }

    /// <summary>Steps over what a reduced picture does not show; null at full and half scale.</summary>
    public ushort[]? Skips { get; private set; }

    /// <summary>64 divisors in zigzag order.</summary>
    public ushort* Divisors { get; set; }

    /// <summary>Blocks beside each other in a unit of the scan.</summary>
    public int Across { get; private set; }

    /// <summary>Blocks above each other in a unit of the scan.</summary>
    public int Down { get; private set; }

    public SamplePlane Plane;

    public int Prediction;

    private int _wanted;

    public void Use(HuffmanTable dc, HuffmanTable ac, int across, int down, int units, int wide, int high)
    {
        (Dc, Ac, Across, Down) = (dc, ac, across, down);
        Skips = wide < 4 ? ac.Skips : null;
        _wanted = ReducedDct.LowCoefficients(wide, high);
        Plane.Shape(units * across, down, wide, high);
    }

    /// <summary>Reads the blocks of one unit into the plane; false where the data are damaged.</summary>
    /// <param name="reader">The bits.</param>
    /// <param name="unit">The number of the unit in its row.</param>
    /// <param name="block">Room for 64 coefficients.</param>
    public bool TryRead(ref BlockReader reader, int unit, int* block)
    {
        byte* row = Plane.Start + Plane.Stride + (unit * Across * Plane.Wide);
        for (int y = 0; y < Down; y++, row += Plane.Stride * Plane.High)
        {
            byte* target = row;
            for (int x = 0; x < Across; x++, target += Plane.Wide)
            {
                if (Skips is { } skips ? !TryReadLow(ref reader, skips, target, block) : !TryReadBlock(ref reader, target, block))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool TryReadLow(ref BlockReader reader, ushort[] skips, byte* target, int* low)
    {
        (low[1], low[2], low[4]) = (0, 0, 0);
        if (!reader.TryReadLow(Dc, Ac, skips, Divisors, ref Prediction, low, _wanted))
        {
            return false;
        }

        ReducedDct.Low(low, target, Plane.Stride, Plane.Wide, Plane.High);
        return true;
    }

    private bool TryReadBlock(ref BlockReader reader, byte* target, int* block)
    {
        new Span<int>(block, 64).Clear();
        int last = reader.Read(Dc, Ac, Divisors, ref Prediction, block);
        if (last == 0)
        {
            InverseDct.Flat(block[0], target, Plane.Stride, Plane.Wide);
        }
        else if (Plane.Wide == 8)
        {
            InverseDct.Whole(block, target, Plane.Stride);
        }
        else
        {
            ReducedDct.Four(block, target, Plane.Stride);
        }

        return last >= 0;
    }
}
