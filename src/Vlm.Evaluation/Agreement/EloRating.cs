namespace Vlm.Evaluation;

/// <summary>Elo ratings from votes in their order (A. E. Elo, 1978). Pure; thread-safe.</summary>
public static class EloRating
{
    /// <summary>After each vote R += k (score − 1/(1 + 10^((Rother − R)/400))).</summary>
    /// <param name="votes">The votes in the order in which they count: another order gives other ratings.</param>
    /// <param name="systems">The number of systems, at least 2.</param>
    /// <param name="k">How far one vote moves a rating at most; above 0.</param>
    /// <param name="initial">Where every system starts.</param>
    /// <returns>One rating a system; their mean stays at <paramref name="initial"/>.</returns>
    /// <exception cref="EvaluationException">A vote names a system that does not exist, or one system twice; names the vote.</exception>
    public static double[] Compute(IReadOnlyList<PairwiseVote> votes, int systems, double k = 32, double initial = 1500)
    {
        PairwiseVote.Check(votes, systems);
        var ratings = new double[systems];
        Array.Fill(ratings, initial);
        foreach (PairwiseVote vote in votes)
        {
            double expected = 1 / (1 + Math.Pow(10, (ratings[vote.Second] - ratings[vote.First]) / 400));
            double change = k * (vote.FirstScore - expected);
            ratings[vote.First] += change;
            ratings[vote.Second] -= change;
        }

        return ratings;
    }
}
