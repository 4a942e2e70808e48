namespace Vlm.Evaluation;

/// <summary>One word and its share of a score.</summary>
public sealed class WordShare
{
    /// <summary>The word.</summary>
    public required string Text { get; init; }

    /// <summary>Above zero it speaks for the score, below against.</summary>
    public required double Share { get; init; }

    /// <summary>For a word that the model wrote: which cells made it; null elsewhere.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Cells { get; init; }
}
