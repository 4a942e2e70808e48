namespace Vlm.Evaluation;

/// <summary>What BLEU is made of, for one caption or summed over many.</summary>
public sealed class BleuCounts
{
    /// <summary>The candidate's words.</summary>
    public required int CandidateLength { get; init; }

    /// <summary>The words of the reference whose length is closest to the candidate's; of two as close, the shorter.</summary>
    public required int ReferenceLength { get; init; }

    /// <summary>The candidate's n-grams of lengths 1 to 4.</summary>
    public required IReadOnlyList<int> Total { get; init; }

    /// <summary>Those of them that a reference holds, each at most as often as in the reference that holds it most often.</summary>
    public required IReadOnlyList<int> Correct { get; init; }
}
