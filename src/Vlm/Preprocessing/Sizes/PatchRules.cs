namespace Vlm.Preprocessing.Sizes;

/// <summary>Sides are multiples of a factor, and the pixels stay within a budget; smaller pictures are enlarged (Qwen-VL).</summary>
/// <param name="factor">Patch side times merged patches.</param>
/// <param name="least">The least pixels.</param>
/// <param name="most">The most pixels.</param>
/// <param name="frames">How often each pixel counts against the budget: GLM-4.6V counts both frames of a time patch, others 1.</param>
/// <param name="enlarges">Whether sides below the factor are enlarged first, as GLM-4.6V does.</param>
internal sealed class PixelBudget(int factor, int least, int most, int frames = 1, bool enlarges = false) : ISizeRule
{
    private const double LargestRatio = 200;

    public (int Width, int Height) SizeOf(int width, int height)
    {
        (double w, double h) = (width, height);
        if (enlarges && Math.Min(w, h) < factor)
        {
            double scale = Math.Max(factor / h, factor / w);
            (w, h) = (Math.Truncate(w * scale), Math.Truncate(h * scale));
        }

        double ratio = Math.Max(w, h) / Math.Min(w, h);
        if (ratio > LargestRatio)
        {
            throw new InvalidInputException($"A picture of {width}x{height} pixels cannot be processed: one side may be at most {LargestRatio} times the other, found {ratio:0.#} times.");
        }

        (double roundedWidth, double roundedHeight) = (Rounded(w), Rounded(h));
        double pixels = frames * roundedWidth * roundedHeight;
        if (pixels > most)
        {
            double shrink = Math.Sqrt(frames * h * w / most);
            return (AtLeastOne(Math.Floor(w / shrink / factor)), AtLeastOne(Math.Floor(h / shrink / factor)));
        }

        if (pixels < least)
        {
            double grow = Math.Sqrt(least / (frames * h * w));
            return ((int)Math.Ceiling(w * grow / factor) * factor, (int)Math.Ceiling(h * grow / factor) * factor);
        }

        return ((int)roundedWidth, (int)roundedHeight);
    }

    private double Rounded(double side) => Math.Round(side / factor, MidpointRounding.ToEven) * factor;

    private int AtLeastOne(double multiples) => Math.Max(1, (int)multiples) * factor;
}

/// <summary>The largest size in whole patches that stays within a number of patches, found by bisection (SigLIP 2 NaFlex).</summary>
internal sealed class MostPatches(int patch, int most) : ISizeRule
{
    private const double Precision = 1e-5;

    public (int Width, int Height) SizeOf(int width, int height)
    {
        double low = Precision / 10;
        double high = 100;
        while (high - low >= Precision)
        {
            double middle = (low + high) / 2;
            bool fits = Patches(width, middle) * Patches(height, middle) <= most;
            (low, high) = fits ? (middle, high) : (low, middle);
        }

        return ((int)Patches(width, low) * patch, (int)Patches(height, low) * patch);
    }

    private long Patches(int side, double scale) => Math.Max(1, (long)Math.Ceiling(side * scale / patch));
}

/// <summary>The longer side is bounded, and both are rounded up to whole patches (Pixtral).</summary>
internal sealed class WholePatches(int longest, int patchWidth, int patchHeight) : ISizeRule
{
    public (int Width, int Height) SizeOf(int width, int height)
    {
        double ratio = Math.Max((double)height / longest, (double)width / longest);
        (int w, int h) = ratio > 1 ? ((int)Math.Floor(width / ratio), (int)Math.Floor(height / ratio)) : (width, height);
        return (Up(w, patchWidth), Up(h, patchHeight));
    }

    private static int Up(int side, int patch) => side < 1 ? 0 : ((side - 1) / patch + 1) * patch;
}

/// <summary>The picture is scaled so that its patches nearly fill a budget, in whole pools of patches (Gemma 4).</summary>
internal sealed class PooledPatches(int patch, int pool, int softTokens) : ISizeRule
{
    public (int Width, int Height) SizeOf(int width, int height)
    {
        double side = pool * patch;
        double pixels = (double)softTokens * pool * pool * patch * patch;
        double factor = Math.Sqrt(pixels / ((double)height * width));
        int w = (int)Math.Floor(factor * width / side);
        int h = (int)Math.Floor(factor * height / side);
        if (w == 0 && h == 0)
        {
            return (0, 0);
        }

        w = w > 0 ? w : Longest(ref h, (double)height / width);
        h = h > 0 ? h : Longest(ref w, (double)width / height);
        return (w * pool * patch, h * pool * patch);
    }

    // The side that would vanish becomes one pool; the other is bounded by the shape and by the budget.
    private int Longest(ref int other, double ratio)
    {
        other = Math.Min((int)Math.Floor(ratio), softTokens);
        return 1;
    }
}
