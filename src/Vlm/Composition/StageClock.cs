using System.Diagnostics;

namespace Vlm.Composition;

/// <summary>Measures where the time of one group goes.</summary>
internal sealed class StageClock
{
    private long _preprocessing;
    private long _encoding;
    private long _head;

    public static long Now => Stopwatch.GetTimestamp();

    public void Preprocessed(long since) => _preprocessing += Now - since;

    public void Encoded(long since) => _encoding += Now - since;

    public void Headed(long since) => _head += Now - since;

    public StageTimings Timings() => new()
    {
        Preprocessing = Stopwatch.GetElapsedTime(0, _preprocessing),
        Encoding = Stopwatch.GetElapsedTime(0, _encoding),
        Head = Stopwatch.GetElapsedTime(0, _head),
    };
}
