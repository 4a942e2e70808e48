namespace Vlm;

/// <summary>An answer to a question about a picture.</summary>
public sealed class Answer
{
    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>The probability, 0 to 1; null unless the answers form a closed set.</summary>
    public float? Probability { get; init; }

    /// <summary>The natural log-probability.</summary>
    public required float LogProbability { get; init; }

    /// <summary>The best answers, best first, where they form a closed set; otherwise empty.</summary>
    public IReadOnlyList<LabelScore> Candidates { get; init; } = [];

    /// <summary>The generated ids; null unless the answer was generated.</summary>
    public IReadOnlyList<int>? Ids { get; init; }

    /// <summary>Whether the question was longer than the model's positions and was cut.</summary>
    public bool Truncated { get; init; }

    /// <summary>Where the time went.</summary>
    public StageTimings? Timings { get; init; }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
