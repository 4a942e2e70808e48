namespace Vlm.Evaluation;

/// <summary>What a model gave for one picture or one question.</summary>
public sealed class RunRecord
{
    /// <summary>The id of the picture, or of the question where questions were answered.</summary>
    public required string Id { get; init; }

    /// <summary>The caption or answer; null where the task gives none, or it failed.</summary>
    public string? Text { get; init; }

    /// <summary>The natural log-probability of the text; null where there is none.</summary>
    public float? LogProbability { get; init; }

    /// <summary>The picture's embedding; null where the task gives none, or it failed.</summary>
    public Embedding? Image { get; init; }

    /// <summary>The embeddings of the picture's captions, in order.</summary>
    public IReadOnlyList<Embedding> Texts { get; init; } = [];

    /// <summary>Why there is no result; null where there is one.</summary>
    public string? Error { get; init; }
}
