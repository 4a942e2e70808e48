namespace Vlm.Evaluation;

/// <summary>What one system made of an item: a text, or a picture.</summary>
public sealed class RatedCandidate
{
    /// <summary>The system's name. Raters never see it; the page does not hold it.</summary>
    public required string System { get; init; }

    /// <summary>The text to rate; null where the candidate is a picture.</summary>
    public string? Text { get; init; }

    /// <summary>The generated picture to rate; null where the candidate is a text.</summary>
    public EmbeddedPicture? Picture { get; init; }
}
