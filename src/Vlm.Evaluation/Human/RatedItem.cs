namespace Vlm.Evaluation;

/// <summary>One thing that systems were asked to describe, to answer or to draw.</summary>
public sealed class RatedItem
{
    /// <summary>Its id, unique in the study.</summary>
    public required string Id { get; init; }

    /// <summary>The picture that the candidates speak of; null where the candidates are pictures themselves.</summary>
    public EmbeddedPicture? Picture { get; init; }

    /// <summary>The question or the prompt, shown above the candidates; null where there is none.</summary>
    public string? Prompt { get; init; }

    /// <summary>One candidate a system; at least one, two for a choice.</summary>
    public required IReadOnlyList<RatedCandidate> Candidates { get; init; }
}
