namespace Vlm.Evaluation;

/// <summary>One figure of an audit, with what chance alone would give.</summary>
public sealed class FairnessFigure
{
    /// <summary>Its name, such as "MaxSkew@10 (equal shares)".</summary>
    public required string Name { get; init; }

    /// <summary>The figure with a bootstrap interval and the number of items.</summary>
    public required Estimate Value { get; init; }

    /// <summary>What chance alone would give; null where the figure is not tested against chance.</summary>
    public PermutationBaseline? Baseline { get; init; }

    /// <summary>Whether chance alone explains the figure: no p-value below 1 less the confidence. True too where it is not defined.</summary>
    public bool IsNoise => !Value.IsDefined || Baseline is null || !(Baseline.PValue < 1 - Value.Confidence);
}
