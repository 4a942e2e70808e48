using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Agreement;

public sealed class PairwiseGoldenTests
{
    private static readonly JsonElement Golden = AgreementGoldens.Read("pairwise.json");

    [Fact]
    public void BradleyTerry_TheVotes_EqualsTheReference()
    {
        double[] expected = Golden.GetProperty("bradley_terry").GetProperty("log_strength_mean_0").Doubles();

        IReadOnlyList<Estimate> strengths = BradleyTerry.Compute(Votes(), expected.Length);

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], strengths[i].Value, 1e-6);
            Assert.InRange(strengths[i].Value, strengths[i].Lower, strengths[i].Upper);
        }
    }

    [Fact]
    public void BradleyTerry_MoreVotesOfTheSameKind_NarrowsTheIntervalByTheRoot()
    {
        PairwiseVote[] votes = Votes();

        double once = BradleyTerry.Compute(votes, 5)[0].StandardError;
        double fourTimes = BradleyTerry.Compute([.. votes, .. votes, .. votes, .. votes], 5)[0].StandardError;

        Assert.Equal(once / 2, fourTimes, 1e-9);
    }

    [Fact]
    public void BradleyTerry_SystemThatNeverLost_IsUndefinedWithReason()
    {
        PairwiseVote[] votes = [new() { First = 0, Second = 1, Outcome = PairwiseOutcome.First }, new() { First = 2, Second = 1, Outcome = PairwiseOutcome.Tie }];

        IReadOnlyList<Estimate> strengths = BradleyTerry.Compute(votes, 3);

        Assert.All(strengths, strength => Assert.Contains("never lost", strength.Reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(32, "elo_k32")]
    [InlineData(4, "elo_k4")]
    public void Elo_TheVotes_EqualsTheReferenceAfterEachVote(double k, string name)
    {
        JsonElement golden = Golden.GetProperty(name);
        PairwiseVote[] votes = Votes();
        double[][] steps = golden.GetProperty("after_first_10").Rows();
        for (int i = 0; i < steps.Length; i++)
        {
            Close(steps[i], EloRating.Compute(votes[..(i + 1)], 5, k));
        }

        Close(golden.GetProperty("final").Doubles(), EloRating.Compute(votes, 5, k));

        static void Close(double[] expected, double[] actual)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.Equal(expected[i], actual[i], 1e-9);
            }
        }
    }

    [Fact]
    public void Vote_SystemOutOfRange_NamesTheVote()
    {
        PairwiseVote[] votes = [new() { First = 0, Second = 1, Outcome = PairwiseOutcome.Tie }, new() { First = 0, Second = 7, Outcome = PairwiseOutcome.Tie }];

        EvaluationException error = Assert.Throws<EvaluationException>(() => EloRating.Compute(votes, 2));

        Assert.Contains("Vote 1 compares systems 0 and 7", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wilson_EveryCase_EqualsTheReference()
    {
        foreach (JsonElement golden in Golden.GetProperty("wilson").EnumerateArray())
        {
            (double low, double high) = ProportionInterval.Wilson(
                golden.GetProperty("successes").GetInt32(), golden.GetProperty("n").GetInt32(), golden.GetProperty("confidence").GetDouble());
            Assert.Equal(golden.GetProperty("low").GetDouble(), low, 1e-9);
            Assert.Equal(golden.GetProperty("high").GetDouble(), high, 1e-9);
        }
    }

    [Fact]
    public void ClopperPearson_EveryCase_EqualsTheReference()
    {
        foreach (JsonElement golden in Golden.GetProperty("clopper_pearson").EnumerateArray())
        {
            (double low, double high) = ProportionInterval.ClopperPearson(golden.GetProperty("successes").GetInt32(), golden.GetProperty("n").GetInt32());
            Assert.Equal(golden.GetProperty("low").GetDouble(), low, 1e-7);
            Assert.Equal(golden.GetProperty("high").GetDouble(), high, 1e-7);
        }
    }

    private static PairwiseVote[] Votes() => [.. Golden.GetProperty("votes").EnumerateArray().Select(vote => new PairwiseVote
    {
        First = vote[0].GetInt32(),
        Second = vote[1].GetInt32(),
        Outcome = vote[2].GetString() switch { "a" => PairwiseOutcome.First, "b" => PairwiseOutcome.Second, _ => PairwiseOutcome.Tie },
    })];
}
