using System.Text.Json;

namespace Vlm;

/// <summary>A picture in words.</summary>
public sealed class Caption
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The generated ids, the end token included if it was reached.</summary>
    public required IReadOnlyList<int> Ids { get; init; }

    /// <summary>The natural log-probability of each of <see cref="Ids"/>, before any token was suppressed; empty from a head that does not tell.</summary>
    public IReadOnlyList<float> TokenLogProbabilities { get; init; } = [];

    /// <summary>The sum of the natural log-probabilities of <see cref="Ids"/>.</summary>
    public required float LogProbability { get; init; }

    /// <summary>What beam search ranked by: <see cref="LogProbability"/> divided by a power of the length. Greedy search: the same as LogProbability.</summary>
    public required float Score { get; init; }

    /// <summary>
    /// The calibrated probability, 0 to 1, that the caption fits the picture, from the model's folder (confidence.json): asked for with
    /// <see cref="GenerationOptions.WithConfidence"/>; null where it was not asked for, or the model cannot tell. What "fits" means is written in the model's card.
    /// </summary>
    public float? Confidence { get; init; }

    /// <summary>Whether <see cref="Confidence"/> is below the model's threshold: say something safer instead, such as the tags of <see cref="IImageClassifier"/>.</summary>
    public bool IsUnsure { get; init; }

    /// <summary>Why the text ended.</summary>
    public required FinishReason FinishReason { get; init; }

    /// <summary>
    /// The regions that a model with location tokens tells of (Florence-2's detection, grounding, read text with its place and
    /// outlines), in pixels of the picture as it was given; empty where it tells of none.
    /// </summary>
    public IReadOnlyList<DetectedRegion> Regions { get; init; } = [];

    /// <summary>
    /// What the text says in fields, as the family's own post-processor in Python gives it: the JSON of a document (Donut), boxes
    /// and labels (Florence-2). Null where the family, or the task, has no such form; the text is kept beside it.
    /// </summary>
    public JsonElement? Structured { get; init; }

    /// <summary>Where the time went; null from a head alone.</summary>
    public StageTimings? Timings { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
