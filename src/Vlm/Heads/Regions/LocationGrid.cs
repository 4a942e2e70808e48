using System.Globalization;
using System.Text;

namespace Vlm.Heads.Regions;

/// <summary>
/// A picture's sides cut into 1000 bins each, which location tokens (&lt;loc_0&gt; … &lt;loc_999&gt;) name. The arithmetic is
/// transformers': single precision, floor on the way in, the middle of the bin and truncation on the way out.
/// </summary>
internal readonly struct LocationGrid(int width, int height)
{
    private const int Bins = 1000;

    private readonly float _binWidth = (float)(width / (double)Bins);
    private readonly float _binHeight = (float)(height / (double)Bins);

    /// <summary>Turns bins into pixels in place.</summary>
    /// <param name="bins">x and y in turn.</param>
    public void ToPixels(Span<int> bins)
    {
        for (int i = 0; i < bins.Length; i++)
        {
            bins[i] = (int)((bins[i] + 0.5f) * (i % 2 == 0 ? _binWidth : _binHeight));
        }
    }

    /// <summary>The location tokens of a box in pixels.</summary>
    public string Tokens(ImageBox box)
    {
        StringBuilder tokens = new();
        foreach (int bin in (int[])[Bin(box.X1, _binWidth), Bin(box.Y1, _binHeight), Bin(box.X2, _binWidth), Bin(box.Y2, _binHeight)])
        {
            tokens.Append(CultureInfo.InvariantCulture, $"<loc_{bin}>");
        }

        return tokens.ToString();
    }

    private static int Bin(float pixel, float size) => (int)Math.Clamp(MathF.Floor(pixel / size), 0, Bins - 1);
}
