using Vlm.Generation;

namespace Vlm.Tests.Generation;

/// <summary>What beam sampling draws, against the distribution written out over all orders of draws without putting back.</summary>
public sealed class BeamSamplingTests
{
    private const int End = 3, Vocabulary = 6, Draws = 100_000;

    [Fact]
    public void BeamDraw_HundredThousandPairs_FitTheProbabilitiesOfOrdersWithoutPuttingBack()
    {
        float[][] scores = [[0, 1, float.NegativeInfinity], [-1, 0.5f, 2]];
        double[] sums = [0.3, -0.4];
        BeamDraw draw = new(2, seed: 17);
        CandidateList drawn = new(2);
        int[] counts = new int[36];
        for (int i = 0; i < Draws; i++)
        {
            draw.Add(0, scores[0], sums[0], scores[0], 0);
            draw.Add(1, scores[1], sums[1], scores[1], 0);
            drawn.Clear();
            draw.MoveTo(drawn);
            counts[(((drawn[0].Beam * 3) + drawn[0].Token) * 6) + (drawn[1].Beam * 3) + drawn[1].Token]++;
        }

        double[] weights = [.. Enumerable.Range(0, 6).Select(i => Math.Exp(scores[i / 3][i % 3] + sums[i / 3]))];
        double[] expected = new double[36];
        foreach ((int[] order, double probability) in Orders(weights, 2))
        {
            expected[(order[0] * 6) + order[1]] = probability;
        }

        // 5 * 4 orders are possible; 43.82 is exceeded by one of a thousand true draws with 19 degrees of freedom.
        AssertFits(counts, expected, Draws, 43.82);
    }

    [Fact]
    public void Run_TwoBeamsTwoTokens_TextsFitTheWrittenOutSearch()
    {
        const int runs = 40_000;
        Dictionary<string, int> counts = [];
        GenerationDefaults defaults = new() { EndIds = [End], Options = new() { NumBeams = 2, MaxNewTokens = 2, DoSample = true } };
        for (int seed = 0; seed < runs; seed++)
        {
            using ScriptedDecoder decoder = new([100], Vocabulary, Logits);
            Hypothesis text = BeamSearch.Run(decoder, new GenerationSettings(defaults, new GenerationOptions { Seed = seed }), default)[0][0];
            string ids = string.Join(',', text.NewIds.ToArray());
            counts[ids] = counts.GetValueOrDefault(ids) + 1;
        }

        Dictionary<string, double> expected = WrittenOut();
        Assert.Empty(counts.Keys.Except(expected.Keys));

        // Texts that are too rare for a cell of their own share one.
        string[] cells = [.. expected.Where(text => text.Value * runs >= 10).Select(text => text.Key)];
        int[] found = [.. cells.Select(text => counts.GetValueOrDefault(text)), runs - cells.Sum(text => counts.GetValueOrDefault(text))];
        double[] wanted = [.. cells.Select(text => expected[text]), 1 - cells.Sum(text => expected[text])];

        // At most 30 degrees of freedom, where one of a thousand true draws exceeds 59.70.
        Assert.InRange(cells.Length, 15, 30);
        AssertFits(found, wanted, runs, 59.70);
    }

    // Of the first step 2 * beams are drawn in order; a text that ends counts among the first two; the two best others go on. All of the
    // second step's are as long as they may be, so that the first two drawn end the search, and the best score of all wins.
    private static Dictionary<string, double> WrittenOut()
    {
        Dictionary<string, double> texts = [];
        double[] first = LogProbabilities(Logits([100, 2]));
        foreach ((int[] order, double probability) in Orders([.. first.Select(Math.Exp)], 4))
        {
            List<(string Ids, double Score)> ended = order.AsSpan(0, 2).Contains(End) ? [($"{End}", first[End])] : [];
            int[] open = [.. order.Where(id => id != End).OrderByDescending(id => first[id]).Take(2)];
            double[][] second = [.. open.Select(id => LogProbabilities(Logits([100, 2, id])))];
            double[] sums = [.. Enumerable.Range(0, 2 * Vocabulary).Select(i => first[open[i / Vocabulary]] + second[i / Vocabulary][i % Vocabulary])];
            foreach ((int[] pair, double next) in Orders([.. sums.Select(Math.Exp)], 2))
            {
                string best = ended.Concat(pair.Select(i => ($"{open[i / Vocabulary]},{i % Vocabulary}", Score: sums[i] / 2))).MaxBy(text => text.Item2).Item1;
                texts[best] = texts.GetValueOrDefault(best) + (probability * next);
            }
        }

        Assert.Equal(1, texts.Values.Sum(), 1e-9);
        return texts;
    }

    /// <summary>All orders of so many draws without putting back, with their probabilities.</summary>
    private static IEnumerable<(int[] Order, double Probability)> Orders(double[] weights, int count, int[]? begun = null)
    {
        begun ??= [];
        double left = weights.Where((_, i) => !begun.Contains(i)).Sum();
        foreach (int i in Enumerable.Range(0, weights.Length).Where(i => !begun.Contains(i) && weights[i] > 0))
        {
            int[] order = [.. begun, i];
            foreach ((int[] whole, double rest) in order.Length == count ? [(order, 1.0)] : Orders(weights, count, order))
            {
                yield return (whole, weights[i] / left * rest);
            }
        }
    }

    private static float[] Logits(IReadOnlyList<int> history) => (history.Count == 2 ? -1 : history[2]) switch
    {
        -1 => [0, 0.4f, 0.9f, 0.7f, -0.6f, 0.2f],
        0 => [1, 0, 0.5f, -1, 0.3f, 0.1f],
        1 => [0, 0.8f, 0.2f, 1.1f, -0.4f, 0.6f],
        2 => [-0.5f, 0.1f, 0.7f, 0.4f, 0.9f, 0],
        4 => [0.2f, 0.2f, 1.3f, 0, 0.6f, -1],
        _ => [0.9f, -0.3f, 0, 0.5f, 0.4f, 1.2f],
    };

    private static double[] LogProbabilities(float[] logits)
    {
        double total = Math.Log(logits.Sum(logit => Math.Exp(logit)));
        return [.. logits.Select(logit => logit - total)];
    }

    private static void AssertFits(int[] counts, double[] expected, int draws, double limit)
    {
        double chiSquared = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double wanted = draws * expected[i];
            Assert.True(wanted > 0 || counts[i] == 0, $"cell {i} is impossible and was drawn {counts[i]} times.");
            chiSquared += wanted > 0 ? Math.Pow(counts[i] - wanted, 2) / wanted : 0;
        }

        Assert.True(chiSquared < limit, $"chi squared is {chiSquared}; less than {limit} was expected.");
    }
}
