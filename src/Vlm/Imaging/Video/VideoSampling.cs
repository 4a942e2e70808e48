using Vlm.Imaging.Video;

namespace Vlm;

/// <summary>Which frames of a video are wanted. Immutable; no frame is given twice.</summary>
public sealed class VideoSampling
{
    private VideoSampling(FrameRule rule) => Rule = rule;

    private VideoSampling(long count)
    {
        Rule = FrameRule.All;
        Count = count;
    }

    private VideoSampling(IFrameSampler sampler)
    {
        Rule = FrameRule.All;
        Sampler = sampler;
    }

    /// <summary>Every frame.</summary>
    public static VideoSampling All { get; } = new(FrameRule.All);

    /// <summary>Every frame that is decoded without another one.</summary>
    public static VideoSampling KeyFrames { get; } = new(FrameRule.KeyFrames);

    /// <summary>Frames 0, <paramref name="step"/>, 2·<paramref name="step"/>, …</summary>
    /// <param name="step">1 or more.</param>
    public static VideoSampling EveryNth(int step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        return new VideoSampling(FrameRule.EveryNth(step));
    }

    /// <summary>
    /// The frame on the screen at each of the times 0, <paramref name="interval"/>, 2·<paramref name="interval"/>, …: the last
    /// that appeared at or before it. A frame that stands at several of these times is given once, and the first frame always.
    /// </summary>
    /// <param name="interval">Longer than zero.</param>
    public static VideoSampling Every(TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new VideoSampling(new TimeGrid(interval));
    }

    /// <summary>As <see cref="Every"/>, so many times a second.</summary>
    /// <param name="count">Above 0; 0.5 is a frame every two seconds.</param>
    public static VideoSampling PerSecond(double count)
    {
        if (!(count > 0 && double.IsFinite(count)))
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "Expected a number above 0.");
        }

        return Every(TimeSpan.FromTicks(Math.Max(1, (long)Math.Min(long.MaxValue / 2, Math.Round(TimeSpan.TicksPerSecond / count)))));
    }

    /// <summary>
    /// The frames in the middle of <paramref name="count"/> equal parts of the video: of N frames number ⌊(2i + 1)·N / 2n⌋;
    /// of fewer frames than <paramref name="count"/>, all. The video is decoded twice, first to count its frames.
    /// </summary>
    /// <param name="count">1 or more.</param>
    public static VideoSampling EvenlySpread(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new VideoSampling((long)count);
    }

    /// <summary>
    /// The first frame of every scene, that of the video included. A scene begins where the picture, made 64x36 and gray,
    /// differs from the one before by more than <paramref name="threshold"/> levels in the mean.
    /// </summary>
    /// <param name="threshold">From 0 to 255.</param>
    public static VideoSampling SceneChanges(double threshold = SceneCuts.DefaultThreshold)
    {
        if (!(threshold is >= 0 and <= 255))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Expected a difference of gray levels from 0 to 255.");
        }

        return new VideoSampling(new SceneCuts(threshold));
    }

    /// <summary>What can be said of a frame by its number and kind; the source leaves out the others.</summary>
    internal FrameRule Rule { get; }

    /// <summary>What must see the frames to choose; null where the rule says all.</summary>
    internal IFrameSampler? Sampler { get; }

    /// <summary>How many frames, evenly spread; null otherwise.</summary>
    internal long? Count { get; }
}
