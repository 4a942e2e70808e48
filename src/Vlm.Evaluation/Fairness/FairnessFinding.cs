namespace Vlm.Evaluation;

/// <summary>One part of an audit: its figures, the sizes of its groups, and what they do not show.</summary>
public sealed class FairnessFinding
{
    /// <summary>Which kind: "ranking", "decisions", "association", "counterfactual" or "leakage".</summary>
    public required string Kind { get; init; }

    /// <summary>Its name in the audit.</summary>
    public required string Name { get; init; }

    /// <summary>How many items each group has.</summary>
    public required IReadOnlyDictionary<string, int> Groups { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<FairnessFigure> Figures { get; init; }

    /// <summary>What the figures do not show, in words.</summary>
    public required IReadOnlyList<string> Caveats { get; init; }
}
