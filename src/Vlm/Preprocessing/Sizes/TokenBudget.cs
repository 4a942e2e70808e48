namespace Vlm.Preprocessing.Sizes;

/// <summary>LFM2-VL: sides are multiples of a patch after downsampling, and the tokens stay within bounds.</summary>
/// <param name="patch">The side of a patch.</param>
/// <param name="downsample">Patches that become one token, along a side.</param>
/// <param name="least">The least tokens.</param>
/// <param name="most">The most tokens.</param>
/// <param name="tolerance">How many times the most tokens a picture may have before it is split.</param>
internal sealed class TokenBudget(int patch, int downsample, int least, int most, double tolerance) : ISizeRule
{
    private readonly int _factor = patch * downsample;

    private double TokenPixels => (double)_factor * _factor;

    public (int Width, int Height) SizeOf(int width, int height)
    {
        double w = Math.Max(_factor, Rounded(width));
        double h = Math.Max(_factor, Rounded(height));
        double area = (double)width * height;
        if (w * h > most * TokenPixels)
        {
            double shrink = Math.Sqrt(area / (most * TokenPixels));
            return (Math.Max(1, (int)Math.Floor(width / shrink / _factor)) * _factor, Math.Max(1, (int)Math.Floor(height / shrink / _factor)) * _factor);
        }

        if (w * h < least * TokenPixels)
        {
            double grow = Math.Sqrt(least * TokenPixels / area);
            return ((int)Math.Ceiling(width * grow / _factor) * _factor, (int)Math.Ceiling(height * grow / _factor) * _factor);
        }

        return ((int)w, (int)h);
    }

    /// <summary>Whether a picture is too large for one frame.</summary>
    public bool IsExceeded(int width, int height) =>
        Math.Max(patch, Rounded(width)) * Math.Max(patch, Rounded(height)) > most * TokenPixels * tolerance;

    private double Rounded(int side) => Math.Round((double)side / _factor, MidpointRounding.ToEven) * _factor;
}
