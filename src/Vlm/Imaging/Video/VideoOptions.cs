namespace Vlm;

/// <summary>How a video is read.</summary>
public sealed class VideoOptions
{
    /// <summary>The defaults: every frame.</summary>
    public static VideoOptions Default { get; } = new();

    /// <summary>Which frames are given. Default all.</summary>
    public VideoSampling Sampling { get; init; } = VideoSampling.All;

    /// <summary>What is accepted of each frame (pixels, side), and of animated pictures also of the file (bytes).</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>The greatest number of frames that are decoded, whether they are given or not. Default 1,000,000, eleven hours of 25 a second.</summary>
    public long MaxFrames { get; init; } = 1_000_000;

    /// <summary>How long the decoder may stay silent, neither decoding a frame nor ending. The time that the caller takes between frames does not count. Default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What becomes of the transparency of animated pictures. Default <see cref="AlphaHandling.Drop"/>: what nothing was drawn on is black.</summary>
    public AlphaHandling Alpha { get; init; } = AlphaHandling.Drop;

    /// <summary>The program that decodes videos; null to find <c>ffmpeg</c> on PATH. Animated GIF and WebP and still pictures need none.</summary>
    public string? FfmpegPath { get; init; }

    internal ImageDecodeOptions Decode => new() { Limits = Limits, Alpha = Alpha };
}
