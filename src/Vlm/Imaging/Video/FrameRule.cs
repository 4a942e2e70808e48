using System.Globalization;

namespace Vlm.Imaging.Video;

/// <summary>A choice of frames by number and kind, both for this program and, where it can be said there, as an expression of ffmpeg's filter <c>select</c>.</summary>
internal sealed class FrameRule
{
    private const int MaxListed = 256;

    private readonly Func<long, bool, bool> _takes;

    private FrameRule(Func<long, bool, bool> takes, string? expression)
    {
        _takes = takes;
        Expression = expression;
    }

    public static FrameRule All { get; } = new((_, _) => true, null);

    public static FrameRule None { get; } = new((_, _) => false, "0");

    public static FrameRule KeyFrames { get; } = new((_, isKey) => isKey, "key");

    /// <summary>What <c>select</c> calculates; null to let every frame through.</summary>
    public string? Expression { get; }

    public static FrameRule EveryNth(int step) => step == 1 ? All : new((index, _) => index % step == 0, $"not(mod(n,{step}))");

    /// <summary>The frames in the middle of <paramref name="count"/> equal parts of <paramref name="total"/> frames.</summary>
    public static FrameRule EvenlySpread(long count, long total)
    {
        if (count >= total)
        {
            return All;
        }

        bool Takes(long index)
        {
            // Rounding may have moved a part's middle down into the part before.
            long part = index * count / total;
            return Middle(part) == index || Middle(part + 1) == index;
        }

        long Middle(long part) => ((2 * part) + 1) * total / (2 * count);

        string? listed = count <= MaxListed
            ? string.Join('+', Enumerable.Range(0, (int)count).Select(i => string.Create(CultureInfo.InvariantCulture, $"eq(n,{Middle(i)})")))
            : null;
        return new((index, _) => Takes(index), listed);
    }

    /// <summary>The same choice made by this program alone.</summary>
    public FrameRule ByOwnCount() => new(_takes, null);

    public bool Takes(long index, bool isKey) => _takes(index, isKey);
}
