namespace Vlm.Evaluation;

/// <summary>What a run's file holds, as far as its lines are whole.</summary>
/// <param name="Header">The first line.</param>
/// <param name="Records">The other lines.</param>
/// <param name="Ends">For each record, the place in the file behind its line.</param>
/// <param name="HeaderEnd">The place behind the first line.</param>
internal sealed record RunContents(RunHeader Header, IReadOnlyList<RunRecord> Records, IReadOnlyList<long> Ends, long HeaderEnd)
{
    public long EndOf(int records) => records == 0 ? HeaderEnd : Ends[records - 1];
}
