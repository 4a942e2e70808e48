namespace Vlm.Evaluation;

/// <summary>Audits yes-or-no decisions, such as a classifier's: does a group fare worse? Pure; thread-safe.</summary>
public static class DecisionAudit
{
    /// <summary>Demographic parity, equal opportunity and equalised odds differences.</summary>
    /// <param name="name">What is decided.</param>
    /// <param name="labels">What is true of each item.</param>
    /// <param name="predictions">What the model decided.</param>
    /// <param name="groups">The group of each item, as people gave it.</param>
    /// <param name="options">How intervals and baselines are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <returns>The figures; undefined, with the reason, where a group has no true (or no false) items.</returns>
    /// <exception cref="EvaluationException">Lists of different lengths, or fewer than two groups.</exception>
    public static FairnessFinding Run(
        string name, IReadOnlyList<bool> labels, IReadOnlyList<bool> predictions, IReadOnlyList<string> groups, ResamplingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(groups);
        RatingErrors.ThrowIfLengthsDiffer(labels.Count, groups.Count);
        RatingErrors.ThrowIfLengthsDiffer(predictions.Count, groups.Count);
        var members = new GroupLabels(groups, $"The decision {name}");
        var resampling = new Resampling(options, cancellationToken);
        return new FairnessFinding
        {
            Kind = "decisions",
            Name = name,
            Groups = members.Sizes,
            Figures =
            [
                Figure("demographic parity difference", fairness => fairness.DemographicParityDifference),
                Figure("equal opportunity difference", fairness => fairness.EqualOpportunityDifference),
                Figure("equalised odds difference", fairness => fairness.EqualisedOddsDifference),
            ],
            Caveats = [.. members.SizeCaveats, .. FairnessCaveats.Decisions],
        };

        FairnessFigure Figure(string figure, Func<DecisionFairness, double> read) => ChanceComparison.Of(figure, members.Members, (items, groups) => read(
            DecisionFairness.Compute([.. items.Select(item => labels[item])], [.. items.Select(item => predictions[item])], groups, members.Names.Length)), resampling);
    }
}
