namespace Vlm.Generation;

/// <summary>A generated text as ids with the log-probability of each, the start left out and the end token, if reached, included.</summary>
internal readonly record struct GeneratedSequence(int[] Ids, float[] TokenLogProbabilities, double LogProbability, double Score, FinishReason FinishReason);
