namespace Vlm;

/// <summary>Where the time of a call went. In a batch every result carries the figures of its group.</summary>
public sealed class StageTimings
{
    /// <summary>Decoding, resizing and normalising the pictures.</summary>
    public TimeSpan Preprocessing { get; init; }

    /// <summary>The encoders.</summary>
    public TimeSpan Encoding { get; init; }

    /// <summary>Fusion, heads and generation.</summary>
    public TimeSpan Head { get; init; }

    /// <summary>The sum.</summary>
    public TimeSpan Total => Preprocessing + Encoding + Head;
}
