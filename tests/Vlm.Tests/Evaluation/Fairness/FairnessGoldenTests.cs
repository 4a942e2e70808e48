using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Evaluation.Agreement;

namespace Vlm.Tests.Evaluation.Fairness;

public sealed class FairnessGoldenTests
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Ranking_EveryCaseAndDesiredMixture_EqualsTheReference()
    {
        foreach (JsonElement golden in AgreementGoldens.Cases("fairness.json", "ranking"))
        {
            int[] ranking = RankingFairness.Rank(golden.GetProperty("scores").Doubles(), golden.GetProperty("group_of_item").Ints());
            foreach (string mixture in new[] { "equal_opportunity", "demographic_parity" })
            {
                JsonElement expected = golden.GetProperty(mixture);
                double[] desired = expected.GetProperty("desired").Doubles();
                Assert.Equal(expected.GetProperty("ndkl").GetDouble(), RankingFairness.Ndkl(ranking, desired), Tolerance);
                int checks = 0;
                foreach (JsonProperty skew in expected.EnumerateObject().Where(property => property.Name.StartsWith("skew@", StringComparison.Ordinal)))
                {
                    string k = skew.Name["skew@".Length..];
                    double[] actual = RankingFairness.SkewAt(ranking, desired, int.Parse(k, System.Globalization.CultureInfo.InvariantCulture));
                    Close(skew.Value.Doubles(), actual);
                    Assert.Equal(expected.GetProperty($"max_skew@{k}").GetDouble(), actual.Max(), Tolerance);
                    Assert.Equal(expected.GetProperty($"min_skew@{k}").GetDouble(), actual.Min(), Tolerance);
                    checks++;
                }

                Assert.Equal(3, checks);
            }
        }
    }

    [Fact]
    public void Decisions_ThreeGroups_EqualTheReference()
    {
        JsonElement golden = AgreementGoldens.Read("fairness.json").GetProperty("classification");
        bool[] labels = [.. golden.GetProperty("labels").Ints().Select(value => value == 1)];
        bool[] predictions = [.. golden.GetProperty("predictions").Ints().Select(value => value == 1)];

        var fairness = DecisionFairness.Compute(labels, predictions, golden.GetProperty("groups").Ints(), 3);

        foreach (JsonProperty group in golden.GetProperty("by_group").EnumerateObject())
        {
            GroupRates rates = fairness.Groups[int.Parse(group.Name, System.Globalization.CultureInfo.InvariantCulture)];
            Assert.Equal(group.Value.GetProperty("count").GetInt32(), rates.Count);
            Assert.Equal(group.Value.GetProperty("selection_rate").GetDouble(), rates.SelectionRate, Tolerance);
            Assert.Equal(group.Value.GetProperty("true_positive_rate").GetDouble(), rates.TruePositiveRate, Tolerance);
            Assert.Equal(group.Value.GetProperty("false_positive_rate").GetDouble(), rates.FalsePositiveRate, Tolerance);
            Assert.Equal(group.Value.GetProperty("accuracy").GetDouble(), rates.Accuracy, Tolerance);
        }

        Assert.Equal(golden.GetProperty("demographic_parity_difference").GetDouble(), fairness.DemographicParityDifference, Tolerance);
        Assert.Equal(golden.GetProperty("demographic_parity_ratio").GetDouble(), fairness.DemographicParityRatio, Tolerance);
        Assert.Equal(golden.GetProperty("equal_opportunity_difference").GetDouble(), fairness.EqualOpportunityDifference, Tolerance);
        Assert.Equal(golden.GetProperty("equalised_odds_difference").GetDouble(), fairness.EqualisedOddsDifference, Tolerance);
        Assert.Equal(golden.GetProperty("worst_group_accuracy").GetDouble(), fairness.WorstGroupAccuracy, Tolerance);
    }

    [Fact]
    public void Association_EveryCase_EqualsTheReference()
    {
        foreach (JsonElement golden in AgreementGoldens.Cases("fairness.json", "weat"))
        {
            var association = EmbeddingAssociation.Compute(Vectors("x"), Vectors("y"), Vectors("a"), Vectors("b"));

            Close(golden.GetProperty("association_x").Doubles(), association.AssociationX);
            Close(golden.GetProperty("association_y").Doubles(), association.AssociationY);
            Assert.Equal(golden.GetProperty("statistic").GetDouble(), association.Statistic, Tolerance);
            Assert.Equal(golden.GetProperty("effect_size_std_ddof1").GetDouble(), association.EffectSize, Tolerance);
            Assert.Equal(golden.GetProperty("partitions").GetInt64(), association.Partitions);
            Assert.True(association.IsExact);
            Assert.Equal(golden.GetProperty("p_at_least").GetDouble(), association.PValue, Tolerance);
            Assert.Equal(golden.GetProperty("p_strictly_greater").GetDouble(), association.PValueStrict, Tolerance);

            ReadOnlyMemory<double>[] Vectors(string name) => [.. golden.GetProperty(name).Rows().Select(row => new ReadOnlyMemory<double>(row))];
        }
    }

    [Fact]
    public void Association_TooManyPartitions_DrawsTheSameOnesForTheSameSeed()
    {
        var random = new Random(5);
        ReadOnlyMemory<double>[] Set(int count) => [.. Enumerable.Range(0, count).Select(_ => new ReadOnlyMemory<double>([random.NextDouble() - 0.5, random.NextDouble() - 0.5, 1]))];
        ReadOnlyMemory<double>[] x = Set(20), y = Set(20), a = Set(5), b = Set(5);

        var first = EmbeddingAssociation.Compute(x, y, a, b, draws: 2000, seed: 3);
        var again = EmbeddingAssociation.Compute(x, y, a, b, draws: 2000, seed: 3);

        Assert.False(first.IsExact);
        Assert.Equal(2001, first.Partitions);
        Assert.Equal(first.PValue, again.PValue);
    }

    private static void Close(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }
}
