using System.Globalization;

namespace Vlm.Training;

/// <summary>A part of a picture, possibly mirrored, that is cut out before the image processor sees it.</summary>
public sealed class PictureView
{
    /// <summary>Creates it. The box is given in shares of the picture's width and height.</summary>
    /// <param name="isMirrored">Whether left and right are exchanged after the cut.</param>
    /// <param name="left">The left edge, 0 to 1.</param>
    /// <param name="top">The upper edge, 0 to 1.</param>
    /// <param name="width">The width, above 0; left + width at most 1.</param>
    /// <param name="height">The height, above 0; top + height at most 1.</param>
    public PictureView(bool isMirrored, double left = 0, double top = 0, double width = 1, double height = 1)
    {
        RequireRange(left, width, nameof(left));
        RequireRange(top, height, nameof(top));
        IsMirrored = isMirrored;
        Left = left;
        Top = top;
        Width = width;
        Height = height;
    }

    /// <summary>The picture as it is.</summary>
    public static PictureView Whole { get; } = new(isMirrored: false);

    /// <summary>The picture with left and right exchanged.</summary>
    public static PictureView Mirrored { get; } = new(isMirrored: true);

    /// <summary>Whether left and right are exchanged after the cut.</summary>
    public bool IsMirrored { get; }

    /// <summary>The left edge as a share of the picture's width.</summary>
    public double Left { get; }

    /// <summary>The upper edge as a share of the picture's height.</summary>
    public double Top { get; }

    /// <summary>The width as a share of the picture's width.</summary>
    public double Width { get; }

    /// <summary>The height as a share of the picture's height.</summary>
    public double Height { get; }

    /// <summary>A crop that is drawn at random: the same seed gives the same crop.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="leastShare">The smallest share of the width, and the same of the height, that is kept; above 0, at most 1.</param>
    /// <param name="isMirrored">Whether left and right are exchanged after the cut.</param>
    public static PictureView Crop(ulong seed, double leastShare = 0.8, bool isMirrored = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leastShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(leastShare, 1);
        CounterRandom random = new(seed, CounterRandom.StreamOf(nameof(PictureView)));
        double share = leastShare + ((1 - leastShare) * random.NextDouble());
        return new PictureView(isMirrored, (1 - share) * random.NextDouble(), (1 - share) * random.NextDouble(), share, share);
    }

    /// <summary>The view's own name in a cache's key, such as <c>whole</c>, <c>mirrored</c> or <c>0.1,0,0.9,0.9</c>.</summary>
    public override string ToString()
    {
        bool whole = this is { Left: 0, Top: 0, Width: 1, Height: 1 };
        string box = whole ? "whole" : string.Create(CultureInfo.InvariantCulture, $"{Left:R},{Top:R},{Width:R},{Height:R}");
        return !IsMirrored ? box : whole ? "mirrored" : box + " mirrored";
    }

    /// <summary>Cuts and mirrors. The caller disposes what comes back; of the whole picture that is a view of the same pixels.</summary>
    internal RgbImage Of(RgbImage picture)
    {
        int left = (int)(Left * picture.Width), top = (int)(Top * picture.Height);
        int width = Math.Max(1, (int)Math.Round(Width * picture.Width)), height = Math.Max(1, (int)Math.Round(Height * picture.Height));
        width = Math.Min(width, picture.Width - left);
        height = Math.Min(height, picture.Height - top);
        if (!IsMirrored)
        {
            int start = (top * picture.Stride) + (left * picture.BytesPerPixel);
            return new RgbImage(picture.Pixels[start..], width, height, picture.BytesPerPixel, picture.Stride);
        }

        byte[] pixels = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = picture.Row(top + y)[(left * picture.BytesPerPixel)..];
            Span<byte> mirrored = pixels.AsSpan(y * width * 3, width * 3);
            for (int x = 0, from = (width - 1) * picture.BytesPerPixel; x < mirrored.Length; x += 3, from -= picture.BytesPerPixel)
            {
                mirrored[x] = row[from];
                mirrored[x + 1] = row[from + 1];
                mirrored[x + 2] = row[from + 2];
            }
        }

        return new RgbImage(pixels, width, height);
    }

    private static void RequireRange(double start, double length, string name)
    {
        if (!(start >= 0) || !(length > 0) || !(start + length <= 1 + 1e-9))
        {
            throw new ArgumentOutOfRangeException(name, start, $"A view begins at 0 or later and ends at 1 or before; found {start} to {start + length}.");
        }
    }
}
