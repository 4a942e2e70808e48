using Vlm.Generation;

namespace Vlm.Tests.Generation;

/// <summary>Each rule that narrows a draw beside its formula, written out with full sorts.</summary>
public sealed class WarperTests
{
    private const int Vocabulary = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(499)]
    public void TopK_RandomLogits_EqualsTheFormula(int k) => Compare(
        new TopKWarper(k), scores => [.. Enumerable.Range(0, Vocabulary).OrderByDescending(i => scores[i]).Take(k)]);

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.5, 1)]
    [InlineData(0.95, 1)]
    [InlineData(0.001, 3)]
    public void TopP_RandomLogits_EqualsTheFormula(double p, int least) => Compare(new TopPWarper((float)p, least), scores =>
    {
        double[] probabilities = Softmax(scores);
        int[] ascending = [.. Enumerable.Range(0, Vocabulary).OrderBy(i => scores[i])];
        double cumulative = 0;
        return [.. ascending.Where((id, rank) => (cumulative += probabilities[id]) > 1 - (float)p || rank >= Vocabulary - least)];
    });

    [Theory]
    [InlineData(0.02, 1)]
    [InlineData(0.3, 1)]
    [InlineData(1.0, 2)]
    public void MinP_RandomLogits_EqualsTheFormula(double part, int least) => Compare(new MinPWarper((float)part, least), scores =>
    {
        double[] probabilities = Softmax(scores);
        double threshold = (float)part * probabilities.Max();
        return [.. Enumerable.Range(0, Vocabulary).OrderByDescending(i => scores[i]).Where((id, rank) => rank < least || probabilities[id] >= threshold)];
    });

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(0.6, 1)]
    [InlineData(0.95, 2)]
    public void Typical_RandomLogits_EqualsTheFormula(double mass, int least) => Compare(new TypicalWarper((float)mass, least), scores =>
    {
        double[] probabilities = Softmax(scores);
        double entropy = -probabilities.Sum(p => p * Math.Log(p));
        int[] nearest = [.. Enumerable.Range(0, Vocabulary).OrderBy(i => Math.Abs(-Math.Log(probabilities[i]) - entropy))];
        double cumulative = 0;
        int last = nearest.Count(id => (cumulative += probabilities[id]) < (float)mass);
        return [.. nearest.Take(Math.Max(least, last + 1))];
    });

    [Fact]
    public void Temperature_RandomLogits_DividesThem()
    {
        float[] scores = Logits(3), warped = [.. scores];

        new TemperatureWarper(0.7f).Process(new LogitsContext { Ids = [1], PromptLength = 1 }, warped);

        Assert.All(scores.Zip(warped), pair => Assert.Equal(pair.First / 0.7f, pair.Second, 1e-6f));
    }

    [Fact]
    public void From_HundredThousandDraws_FitTheProbabilities()
    {
        float[] scores = [0, 1, -1, 2, float.NegativeInfinity, 0.5f, -2, 1.5f];
        double[] expected = Softmax(scores);
        int[] counts = new int[scores.Length];
        RandomStream random = new(11, 0);
        const int Draws = 100_000;
        for (int i = 0; i < Draws; i++)
        {
            counts[TokenDraw.From(scores, ref random)]++;
        }

        double chiSquared = counts.Select((count, i) => expected[i] == 0 ? 0 : Math.Pow(count - (Draws * expected[i]), 2) / (Draws * expected[i])).Sum();
        Assert.Equal(0, counts[4]);
        Assert.True(chiSquared < 22.46, $"chi squared is {chiSquared}; 22.46 is exceeded by one of a thousand true draws with 6 degrees of freedom.");
    }

    private static void Compare(ILogitsProcessor warper, Func<float[], int[]> kept)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            float[] scores = Logits(seed), warped = [.. scores];
            warper.Process(new LogitsContext { Ids = [1], PromptLength = 1 }, warped);
            int[] expected = kept(scores);
            Assert.Equal(expected.Order(), Enumerable.Range(0, Vocabulary).Where(i => float.IsFinite(warped[i])));
            double before = LogTotal(scores, expected), after = LogTotal(warped, expected);
            Assert.All(expected, id => Assert.Equal(scores[id] - before, warped[id] - after, 1e-6));
        }
    }

    private static double LogTotal(float[] scores, int[] ids) => Math.Log(ids.Sum(id => Math.Exp(scores[id])));

    private static double[] Softmax(float[] scores)
    {
        double total = scores.Sum(s => Math.Exp(s));
        return [.. scores.Select(s => Math.Exp(s) / total)];
    }

    private static float[] Logits(int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, Vocabulary).Select(_ => (float)((random.NextDouble() * 10) - 5))];
    }
}
