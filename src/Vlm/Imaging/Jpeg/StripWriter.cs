namespace Vlm.Imaging.Jpeg;

/// <summary>Strips of samples to rows of red, green, blue, alpha.</summary>
internal unsafe struct StripWriter
{
    private readonly int _width;
    private readonly int _height;
    private readonly bool _isGray;
    private readonly bool _spreads;
    private readonly bool _isTall;
    private ushort* _sums;
    private byte* _blue;
    private byte* _red;

    /// <param name="width">Pixels in a row, at least sixteen.</param>
    /// <param name="height">Rows.</param>
    /// <param name="isGray">Whether there is only luminance.</param>
    /// <param name="spreads">Whether a sample of colour stands for two pixels beside each other.</param>
    /// <param name="isTall">Whether it also stands for two above each other; where it does so alone, it is not smoothed.</param>
    public StripWriter(int width, int height, bool isGray, bool spreads, bool isTall) =>
        (_width, _height, _isGray, _spreads, _isTall) = (width, height, isGray, spreads, isTall);

    private readonly int ChromaWidth => (_width + 1) / 2;

    private readonly int ChromaHeight => (_height + 1) / 2;

    private readonly int RowBytes => (ChromaWidth * 2) + (2 * ChromaRow.Margin);

    /// <summary>Bytes that it needs for rows in between.</summary>
    public readonly int Bytes => _spreads ? (2 * RowBytes) + (2 * (ChromaWidth + (2 * ChromaRow.Margin))) : 0;

    public void Place(byte* memory)
    {
        _blue = memory;
        _red = memory + RowBytes;
        _sums = (ushort*)(_red + RowBytes) + ChromaRow.Margin;
    }

    /// <summary>Writes the rows for which the neighbours are known: of a strip before the last all but its last row.</summary>
    public readonly void Write(in SamplePlane luminance, in SamplePlane blue, in SamplePlane red, int strip, byte* rgba)
    {
        int held = _isTall && _spreads ? 1 : 0;
        int first = Math.Max(0, (strip * luminance.Rows) - held);
        int end = (strip + 1) * luminance.Rows;
        end = end >= _height ? _height : end - held;
        for (int y = first; y < end; y++)
        {
            byte* target = rgba + ((long)y * _width * 4);
            byte* row = luminance.Row(y, strip);
            if (_isGray)
            {
                YccRow.WriteGray(row, target, _width);
            }
            else if (!_spreads)
            {
                int of = _isTall ? y / 2 : y;
                YccRow.Write(row, blue.Row(of, strip), red.Row(of, strip), target, _width);
            }
            else
            {
                Spread(blue, y, strip, _blue);
                Spread(red, y, strip, _red);
                YccRow.Write(row, _blue, _red, target, _width);
            }
        }
    }

    private readonly void Spread(in SamplePlane plane, int y, int strip, byte* target)
    {
        if (_isTall)
        {
            int near = y / 2;
            int far = Math.Clamp(near + (y % 2 == 0 ? -1 : 1), 0, ChromaHeight - 1);
            ChromaRow.SumRows(plane.Row(near, strip), plane.Row(far, strip), _sums, ChromaWidth);
        }
        else
        {
            ChromaRow.TakeRow(plane.Row(y, strip), _sums, ChromaWidth);
        }

        ChromaRow.Spread(_sums, ChromaWidth, target, _isTall);
    }
}
