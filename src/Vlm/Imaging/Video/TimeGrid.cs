namespace Vlm.Imaging.Video;

/// <summary>The frame on the screen at each multiple of an interval.</summary>
internal sealed class TimeGrid(TimeSpan interval) : IFrameSampler
{
    public async IAsyncEnumerable<VideoFrame> ChooseAsync(IAsyncEnumerable<VideoFrame> frames)
    {
        VideoFrame? shown = null;
        TimeSpan gap = TimeSpan.Zero;
        bool first = true;
        try
        {
            await foreach (VideoFrame frame in frames.ConfigureAwait(false))
            {
                if (shown is { } before)
                {
                    shown = null;
                    gap = frame.Time - before.Time;
                    if (first || HasTick(before.Time, frame.Time))
                    {
                        first = false;
                        shown = frame;
                        yield return before;
                        continue;
                    }

                    before.Dispose();
                }

                shown = frame;
            }

            // How long the last frame stands a video does not say. It counts at its own time, or as long as the one before
            // it where frames outlast the interval.
            if (shown is { } last && (first || HasTick(last.Time, last.Time + Standing(last, gap))))
            {
                shown = null;
                yield return last;
            }
        }
        finally
        {
            shown?.Dispose();
        }
    }

    private TimeSpan Standing(VideoFrame last, TimeSpan gap)
    {
        TimeSpan standing = last.Duration ?? (gap >= interval ? gap : TimeSpan.Zero);
        return standing > TimeSpan.Zero ? standing : new TimeSpan(1);
    }

    /// <summary>Whether a multiple of the interval, zero or more, lies from <paramref name="from"/> to before <paramref name="to"/>.</summary>
    private bool HasTick(TimeSpan from, TimeSpan to)
    {
        long start = Math.Max(0, from.Ticks);
        long next = start / interval.Ticks * interval.Ticks;
        return (next < start ? next + interval.Ticks : next) < to.Ticks;
    }
}
