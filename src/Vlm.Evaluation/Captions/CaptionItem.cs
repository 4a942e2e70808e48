namespace Vlm.Evaluation;

/// <summary>One picture: the caption to be scored, and the captions that it is scored against.</summary>
public sealed class CaptionItem
{
    /// <summary>The picture's id; no two items of a set share one. Numbers are ids as their digits.</summary>
    public required string Id { get; init; }

    /// <summary>The caption to be scored, as it was written; may be empty.</summary>
    public required string Candidate { get; init; }

    /// <summary>The captions to compare with, as they were written; at least one.</summary>
    public required IReadOnlyList<string> References { get; init; }
}
