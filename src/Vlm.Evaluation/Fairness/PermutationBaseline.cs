namespace Vlm.Evaluation;

/// <summary>What a figure is when groups mean nothing: the same data with the group labels dealt out anew.</summary>
public sealed class PermutationBaseline
{
    /// <summary>The mean over permutations: what a fair model would show on data of this size.</summary>
    public required double Mean { get; init; }

    /// <summary>The value that a fair model stays below in the share of permutations that the confidence says.</summary>
    public required double Upper { get; init; }

    /// <summary>The share of permutations at least as large as the figure, the figure itself counted in.</summary>
    public required double PValue { get; init; }

    /// <summary>How many permutations were drawn.</summary>
    public required int Permutations { get; init; }
}
