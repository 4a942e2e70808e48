namespace Vlm.Benchmarks.Bare;

/// <summary>One step of a generation: how many sequences read which tokens, and how many each had read before.</summary>
internal sealed record RecordedStep(int Rows, long[] Ids, int Past);
