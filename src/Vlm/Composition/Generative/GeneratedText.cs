using System.Text.Json;
using Vlm.Generation;

namespace Vlm.Composition.Generative;

/// <summary>One text that a generator wrote, or one that it chose.</summary>
internal sealed class GeneratedText
{
    public required string Text { get; init; }

    /// <summary>The ids with their log-probabilities, sum, score and the reason of the end.</summary>
    public required GeneratedSequence Sequence { get; init; }

    /// <summary>Whether the prompt was cut.</summary>
    public bool Truncated { get; init; }

    /// <summary>The best of a closed set of texts, best first; empty where the text is free.</summary>
    public IReadOnlyList<LabelScore> Candidates { get; init; } = [];

    /// <summary>The regions that the text tells of; empty where it tells of none.</summary>
    public IReadOnlyList<DetectedRegion> Regions { get; init; } = [];

    /// <summary>What the text says, in fields; null where the family reads none out of it.</summary>
    public JsonElement? Structured { get; init; }

    public StageTimings? Timings { get; init; }

    public Caption ToCaption() => new()
    {
        Text = Text,
        Ids = Sequence.Ids,
        TokenLogProbabilities = Sequence.TokenLogProbabilities,
        LogProbability = (float)Sequence.LogProbability,
        Score = (float)Sequence.Score,
        FinishReason = Sequence.FinishReason,
        Regions = Regions,
        Structured = Structured,
        Timings = Timings,
    };

    public Answer ToAnswer() => new()
    {
        Text = Text,
        Ids = Sequence.Ids,
        LogProbability = (float)Sequence.LogProbability,
        Probability = Candidates.Count == 0 ? null : Candidates[0].Probability,
        Candidates = Candidates,
        Truncated = Truncated,
        Regions = Regions,
        Structured = Structured,
        Timings = Timings,
    };
}
