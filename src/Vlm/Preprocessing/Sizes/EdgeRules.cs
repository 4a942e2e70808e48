namespace Vlm.Preprocessing.Sizes;

/// <summary>The same size whatever the picture.</summary>
internal sealed class FixedSize(int width, int height) : ISizeRule
{
    public (int Width, int Height)? Fixed { get; } = (width, height);

    public (int Width, int Height) SizeOf(int width, int height) => Fixed!.Value;
}

/// <summary>The size that the picture has.</summary>
internal sealed class OwnSize : ISizeRule
{
    public (int Width, int Height) SizeOf(int width, int height) => (width, height);
}

/// <summary>The shorter side becomes a given length, the longer one is truncated.</summary>
internal sealed class ShortestEdge(int shortest) : ISizeRule
{
    public (int Width, int Height) SizeOf(int width, int height) => width <= height
        ? (shortest, Longer(shortest, height, width))
        : (Longer(shortest, width, height), shortest);

    private static int Longer(int shortest, int longSide, int shortSide) => (int)((long)shortest * longSide / (double)shortSide);
}

/// <summary>The shorter side becomes a given length unless the longer one would then exceed another (DETR).</summary>
internal sealed class BoundedShortestEdge(int shortest, int longest) : ISizeRule
{
    public (int Width, int Height) SizeOf(int width, int height)
    {
        double longSide = Math.Max(width, height);
        double shortSide = Math.Min(width, height);
        double edge = shortest;
        int side = shortest;
        if (longSide / shortSide * shortest > longest)
        {
            edge = longest * shortSide / longSide;
            side = (int)Math.Round(edge, MidpointRounding.ToEven);
        }

        if (side == (int)shortSide)
        {
            return (width, height);
        }

        return width < height ? (side, (int)(edge * height / width)) : ((int)(edge * width / height), side);
    }
}

/// <summary>The longer side becomes a given length, the other follows with a least length, for a square canvas (Janus).</summary>
internal sealed class LongestEdge(int longest, int least, bool rounds) : ISizeRule
{
    public (int Width, int Height) SizeOf(int width, int height)
    {
        double scale = (double)longest / Math.Max(width, height);
        return (Scaled(width, scale), Scaled(height, scale));
    }

    private int Scaled(int side, double scale) =>
        Math.Max((int)(rounds ? Math.Round(side * scale, MidpointRounding.ToEven) : side * scale), least);
}
