namespace Vlm.Training;

/// <summary>How long captions are, in words.</summary>
public sealed class CaptionLengths
{
    internal CaptionLengths(IEnumerable<string> captions)
    {
        int[] sorted = [.. captions.Select(caption => CaptionWords.Split(caption).Count).Order()];
        Least = sorted[0];
        Median = sorted[sorted.Length / 2];
        Mean = sorted.Average();
        Percentile95 = sorted[(int)Math.Ceiling(sorted.Length * 0.95) - 1];
        Greatest = sorted[^1];
    }

    /// <summary>The shortest.</summary>
    public int Least { get; }

    /// <summary>The middle one; the longer of two.</summary>
    public int Median { get; }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>At most this many words have 95 of 100.</summary>
    public int Percentile95 { get; }

    /// <summary>The longest.</summary>
    public int Greatest { get; }
}
