using System.Text.Json;

namespace Vlm;

/// <summary>An answer to a question about a picture.</summary>
public sealed class Answer
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The probability, 0 to 1; null unless the answers form a closed set.</summary>
    public float? Probability { get; init; }

    /// <summary>
    /// The calibrated probability, 0 to 1, that the answer is right, from the model's folder (confidence.json): of questions such as those that it was
    /// fitted on. Null where the model cannot tell, and where the answer was chosen among the caller's own choices.
    /// </summary>
    public float? Confidence { get; init; }

    /// <summary>The natural log-probability.</summary>
    public required float LogProbability { get; init; }

    /// <summary>The best answers, best first, where they form a closed set; otherwise empty.</summary>
    public IReadOnlyList<LabelScore> Candidates { get; init; } = [];

    /// <summary>The generated ids; null unless the answer was generated.</summary>
    public IReadOnlyList<int>? Ids { get; init; }

    /// <summary>Whether the question was longer than the model's positions and was cut.</summary>
    public bool Truncated { get; init; }

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

    /// <summary>Where the time went.</summary>
    public StageTimings? Timings { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
