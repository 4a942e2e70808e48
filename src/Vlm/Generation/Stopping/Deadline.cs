using System.Diagnostics;

namespace Vlm.Generation;

/// <summary>When the time of a generation is over; never, where it has no limit.</summary>
internal readonly struct Deadline(TimeSpan? maxTime)
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public bool IsOver => maxTime is { } limit && Stopwatch.GetElapsedTime(_began) > limit;
}
