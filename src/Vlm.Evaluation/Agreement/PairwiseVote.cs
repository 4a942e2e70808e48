namespace Vlm.Evaluation;

/// <summary>One comparison of two systems.</summary>
public readonly record struct PairwiseVote
{
    /// <summary>The number of the system shown first.</summary>
    public required int First { get; init; }

    /// <summary>The number of the system shown second; another than <see cref="First"/>.</summary>
    public required int Second { get; init; }

    /// <summary>Which was preferred.</summary>
    public required PairwiseOutcome Outcome { get; init; }

    /// <summary>The share of the win that goes to <see cref="First"/>: 1, 0 or a half.</summary>
    public double FirstScore => Outcome switch
    {
        PairwiseOutcome.First => 1,
        PairwiseOutcome.Second => 0,
        _ => 0.5,
    };

    internal static void Check(IReadOnlyList<PairwiseVote> votes, int systems)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentOutOfRangeException.ThrowIfLessThan(systems, 2);
        for (int i = 0; i < votes.Count; i++)
        {
            PairwiseVote vote = votes[i];
            if ((uint)vote.First >= (uint)systems || (uint)vote.Second >= (uint)systems || vote.First == vote.Second)
            {
                throw new EvaluationException(string.Create(System.Globalization.CultureInfo.InvariantCulture,
                    $"Vote {i} compares systems {vote.First} and {vote.Second}; with {systems} systems they are two different numbers from 0 to {systems - 1}."));
            }
        }
    }
}
