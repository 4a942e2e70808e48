namespace Vlm.Evaluation;

/// <summary>Differences between groups in a yes-or-no decision (M. Hardt, E. Price, N. Srebro, 2016). Pure; immutable.</summary>
public sealed class DecisionFairness
{
    private DecisionFairness(IReadOnlyList<GroupRates> groups) => Groups = groups;

    /// <summary>The rates of each group, by its number.</summary>
    public IReadOnlyList<GroupRates> Groups { get; }

    /// <summary>Largest less smallest selection rate; 0 is parity. NaN where a group has no members.</summary>
    public double DemographicParityDifference => Spread(rates => rates.SelectionRate);

    /// <summary>Smallest over largest selection rate; 1 is parity.</summary>
    public double DemographicParityRatio => Groups.Min(rates => rates.SelectionRate) / Groups.Max(rates => rates.SelectionRate);

    /// <summary>Largest less smallest true positive rate. NaN where a group has no true ones.</summary>
    public double EqualOpportunityDifference => Spread(rates => rates.TruePositiveRate);

    /// <summary>The larger of the differences in the true and in the false positive rate.</summary>
    public double EqualisedOddsDifference => Math.Max(EqualOpportunityDifference, Spread(rates => rates.FalsePositiveRate));

    /// <summary>The accuracy of the group that fares worst.</summary>
    public double WorstGroupAccuracy => Groups.Min(rates => rates.Accuracy);

    /// <summary>Counts the decisions.</summary>
    /// <param name="labels">What is true of each item.</param>
    /// <param name="predictions">What the model decided.</param>
    /// <param name="members">The group of each item, 0 to <paramref name="groups"/> − 1.</param>
    /// <param name="groups">The number of groups, at least 2.</param>
    /// <returns>Rates and differences.</returns>
    /// <exception cref="EvaluationException">The lists differ in length, or a group is out of range.</exception>
    public static DecisionFairness Compute(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> predictions, ReadOnlySpan<int> members, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 2);
        return new DecisionFairness(GroupRates.Compute(labels, predictions, members, groups));
    }

    // Math.Max and Math.Min let NaN through, so a rate that is not defined stays visible.
    private double Spread(Func<GroupRates, double> rate)
    {
        double largest = double.NegativeInfinity;
        double smallest = double.PositiveInfinity;
        foreach (GroupRates group in Groups)
        {
            largest = Math.Max(largest, rate(group));
            smallest = Math.Min(smallest, rate(group));
        }

        return largest - smallest;
    }
}
