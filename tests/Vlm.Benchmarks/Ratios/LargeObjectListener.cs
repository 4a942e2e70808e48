using System.Diagnostics.Tracing;

namespace Vlm.Benchmarks.Ratios;

/// <summary>
/// Counts the runtime's reports of allocations on the large-object heap. The runtime reports once for about 100 KB of them,
/// so a loop that allocates one object there in each turn is reported nearly every turn.
/// </summary>
internal sealed class LargeObjectListener : EventListener
{
    private const EventKeywords GarbageCollection = (EventKeywords)1;
    private const uint LargeObjects = 1;
    private int _reports;

    public int Reports => Volatile.Read(ref _reports);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Microsoft-Windows-DotNETRuntime")
        {
            EnableEvents(eventSource, EventLevel.Verbose, GarbageCollection);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) == true && eventData.Payload?[1] is LargeObjects)
        {
            Interlocked.Increment(ref _reports);
        }
    }
}
