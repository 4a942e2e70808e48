namespace Vlm.Evaluation;

/// <summary>Which regions of a picture and which words made a score, and how far to trust that.</summary>
public sealed class Explanation
{
    /// <summary>The kind of score.</summary>
    public required ExplanationKind Kind { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The question; null where there is none.</summary>
    public string? Question { get; init; }

    /// <summary>The caption, the answer, the text or the class.</summary>
    public required string Output { get; init; }

    /// <summary>The score.</summary>
    public required double Score { get; init; }

    /// <summary>What the score is, such as <c>probability</c>.</summary>
    public required string ScoreName { get; init; }

    /// <summary>The picture's width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The picture's height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>How the cells were found: <c>exact</c> shares that sum to the score, or <c>occlusion</c>: how much the score falls when a cell is gray.</summary>
    public required string Method { get; init; }

    /// <summary>One value a cell, rows from top to bottom: above zero it speaks for the score, below against.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Cells { get; init; }

    /// <summary>The words, in order.</summary>
    public required IReadOnlyList<WordShare> Words { get; init; }

    /// <summary>What a word's share is, in a sentence; empty where there are no words.</summary>
    public string WordMeaning { get; init; } = "";

    /// <summary>The sum behind exact shares; null for other methods.</summary>
    public AdditiveShares? Additive { get; init; }

    /// <summary>Where the model's attention lies, one value a cell; null where its session gives none. Attention is no proof of cause.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Attention { get; init; }

    /// <summary>Whether the score really hangs on the cells that are named.</summary>
    public required Faithfulness Faithfulness { get; init; }
}
