namespace Vlm.Evaluation;

/// <summary>A picture cut into cells, any of which can be made gray.</summary>
internal sealed class GriddedPicture
{
    private const int Channels = 3;

    private readonly byte[] _pixels;
    private readonly byte[] _gray = new byte[Channels];

    public GriddedPicture(RgbImage image, int rows, int columns)
    {
        Width = image.Width;
        Height = image.Height;
        Rows = rows;
        Columns = columns;
        _pixels = new byte[Width * Height * Channels];
        Span<long> sums = stackalloc long[Channels];
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < Width; x++)
            {
                for (int c = 0; c < Channels; c++)
                {
                    byte value = row[(x * image.BytesPerPixel) + c];
                    _pixels[(((y * Width) + x) * Channels) + c] = value;
                    sums[c] += value;
                }
            }
        }

        // The mean colour of the picture itself: the least of a change that still tells nothing of where things are.
        for (int c = 0; c < Channels; c++)
        {
            _gray[c] = (byte)((sums[c] + (Width * (long)Height / 2)) / (Width * (long)Height));
        }
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Rows of cells; in a picture with fewer pixels some cells are empty.</summary>
    public int Rows { get; }

    public int Columns { get; }

    public int Cells => Rows * Columns;

    public ImageInput Whole => ImageInput.FromPixels(_pixels, Width, Height);

    /// <summary>The picture with some cells gray.</summary>
    public ImageInput Without(IEnumerable<int> cells)
    {
        byte[] pixels = [.. _pixels];
        foreach (int cell in cells)
        {
            Gray(pixels, cell);
        }

        return ImageInput.FromPixels(pixels, Width, Height);
    }

    private void Gray(byte[] pixels, int cell)
    {
        (int row, int column) = Math.DivRem(cell, Columns);
        int left = column * Width / Columns, right = (column + 1) * Width / Columns;
        for (int y = row * Height / Rows; y < (row + 1) * Height / Rows; y++)
        {
            Span<byte> part = pixels.AsSpan(((y * Width) + left) * Channels, (right - left) * Channels);
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = _gray[i % Channels];
            }
        }
    }
}
