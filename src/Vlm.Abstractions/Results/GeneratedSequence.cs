namespace Vlm;

/// <summary>One generated text as ids, with the log-probability of each.</summary>
public sealed class GeneratedSequence
{
    /// <summary>The text: special tokens left out, cut before a stop string.</summary>
    public required string Text { get; init; }

    /// <summary>The generated ids: the prompt left out, the end token included if it was reached, no padding.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>The natural log-probability that the model gave to each of <see cref="Ids"/>: the log-softmax of the raw logits, before any rule or draw changed them.</summary>
    public required IReadOnlyList<float> TokenLogProbabilities { get; init; }

    /// <summary>The sum of <see cref="TokenLogProbabilities"/>. Of one of a closed set of texts: the logarithm of the sum over its spellings.</summary>
    public required double LogProbability { get; init; }

    /// <summary>
    /// What the texts of one prompt are ranked by. Beam search: the sum of the scores after all rules, divided by length^length_penalty, the end token
    /// counted in the length. Otherwise <see cref="LogProbability"/>.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>The probability among the closed set that the text was chosen from, 0 to 1; null for a free text.</summary>
    public float? Probability { get; init; }

    /// <summary>Why the text ended.</summary>
    public required FinishReason FinishReason { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
