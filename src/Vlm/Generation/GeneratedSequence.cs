namespace Vlm.Generation;

/// <summary>A generated text as ids, the start left out and the end token, if reached, included.</summary>
internal readonly record struct GeneratedSequence(int[] Ids, double LogProbability, double Score, FinishReason FinishReason);
