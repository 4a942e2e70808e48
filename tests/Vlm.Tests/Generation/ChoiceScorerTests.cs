using Vlm.Generation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Generation;

/// <summary>Texts of a closed set: their probabilities against the sums written out over every spelling.</summary>
public sealed class ChoiceScorerTests
{
    private const int Seed = 5;
    private static readonly ITokenizer Words = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", "made-bbpe-roberta-trim", "tokenizer.json"));
    private static readonly int Vocabulary = Words.VocabularySize;
    private static readonly int[] Ends = [0, 7];
    private static readonly GenerationEngine Engine = new(new GenerationDefaults { EndIds = Ends }, Words, Vocabulary);

    [Fact]
    public void Choose_ChoicesThatShareTheirBeginning_HaveTheProbabilitiesOfTheirSpellings()
    {
        string[] choices = ["a", "a dog", "a dog runs", "two zebras", "grass"];
        using ScriptedDecoder decoder = new([100, 101], Vocabulary, Logits);

        GeneratedSequence[][] ranked = Engine.Choose(decoder, choices, default);

        for (int row = 0; row < 2; row++)
        {
            double[] expected = [.. choices.Select(choice => WrittenOut(100 + row, choice))];
            double total = expected.Sum();
            Assert.Equal(choices.OrderByDescending(choice => expected[Array.IndexOf(choices, choice)]), ranked[row].Select(text => text.Text));
            Assert.All(ranked[row], text =>
            {
                double probability = expected[Array.IndexOf(choices, text.Text)];
                Assert.Equal(Math.Log(probability), text.LogProbability, 1e-4);
                Assert.Equal(probability / total, text.Probability!.Value, 1e-4);
                Assert.Equal(FinishReason.Choice, text.FinishReason);
                Assert.Equal(text.Ids.Count, text.TokenLogProbabilities.Count);
            });
        }
    }

    [Fact]
    public void Choose_MoreChoicesThanRowsAtOnce_ScoresAllOfThem()
    {
        string[] choices = [.. Enumerable.Range(0, 75).Select(i => $"{(char)('a' + (i % 25))}{(char)('a' + (i / 25))}")];
        using ScriptedDecoder decoder = new([100], Vocabulary, Logits);

        GeneratedSequence[] ranked = Engine.Choose(decoder, choices, default)[0];

        Assert.Equal(choices.Order(), ranked.Select(text => text.Text).Order());
        Assert.All(ranked, text => Assert.Equal(Math.Log(WrittenOut(100, text.Text)), text.LogProbability, 1e-4));
        Assert.Equal(1, ranked.Sum(text => (double)text.Probability!.Value), 1e-4);
    }

    [Fact]
    public void Generate_ChoicesInTheOptions_GivesAsManyAsAreAskedFor()
    {
        GenerationOptions options = new() { Choices = ["dog", "cat", "zebra"], DoSample = true, NumReturnSequences = 2 };
        using ScriptedDecoder decoder = new([100], Vocabulary, Logits), again = new([100], Vocabulary, Logits), streamed = new([100], Vocabulary, Logits);

        GeneratedSequence[] all = Engine.Choose(decoder, options.Choices, default)[0];
        GeneratedSequence[] texts = Engine.Generate(again, options, default)[0];
        TextUpdate update = Assert.Single(Engine.Stream(streamed, options, default));

        Assert.Equal(all.Take(2).Select(text => text.Text), texts.Select(text => text.Text));
        Assert.Equal((all[0].Text, FinishReason.Choice), (update.Text, update.FinishReason!.Value));
    }

    [Fact]
    public void Choose_LogitsThatAreNoNumbers_IsATypedError()
    {
        using ScriptedDecoder decoder = new([100], Vocabulary, history => [.. Logits(history).Select((logit, id) => history.Count > 2 && id == 3 ? float.NaN : logit)]);

        GenerationException e = Assert.Throws<GenerationException>(() => Engine.Choose(decoder, ["a dog", "grass"], default));

        Assert.Contains("1 tokens of a choice", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_PromptAndChoiceLongerThanThePositions_HasTheNumbers()
    {
        GenerationEngine engine = new(new GenerationDefaults { EndIds = Ends, MaxPositions = 2 }, Words, Vocabulary);
        using ScriptedDecoder decoder = new([100], Vocabulary, Logits);

        InvalidInputException e = Assert.Throws<InvalidInputException>(() => engine.Choose(decoder, ["a dog runs"], default));

        Assert.Contains("has 2 positions", e.Message, StringComparison.Ordinal);
    }

    // The choice as it is and with a space before it, each with the probability of an end behind it.
    private static double WrittenOut(int picture, string choice)
    {
        TokenizerOptions bare = new() { AddSpecialTokens = false };
        HashSet<string> seen = [];
        double sum = 0;
        foreach (string text in new[] { choice, " " + choice })
        {
            using TokenIds ids = Words.Encode([text], bare);
            if (!seen.Add(string.Join(',', ids.Ids.Span.ToArray())))
            {
                continue;
            }

            List<int> history = [picture, 2];
            double probability = 1;
            foreach (long id in ids.Ids.Span.ToArray())
            {
                probability *= Softmax(history, (int)id);
                history.Add((int)id);
            }

            sum += probability * Ends.Sum(end => Softmax(history, end));
        }

        return sum;
    }

    private static double Softmax(List<int> history, int id)
    {
        float[] logits = Logits(history);
        return Math.Exp(logits[id]) / logits.Sum(logit => Math.Exp(logit));
    }

    private static float[] Logits(IReadOnlyList<int> history) => BeamSearchTests.RandomLogits(Seed, history, Vocabulary);
}
