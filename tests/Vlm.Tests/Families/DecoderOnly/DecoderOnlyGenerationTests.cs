using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>Generated texts, through the public face, against the Python implementation.</summary>
public class DecoderOnlyGenerationTests
{
    private const double LogProbabilityTolerance = 1e-3;

    public static TheoryData<string, string> Asked => DecoderOnlyCase.Asked();

    public static TheoryData<string, string> WithBeams => DecoderOnlyCase.WithBeams();

    public static TheoryData<string> Families => [.. DecoderOnlyCase.Families];

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task AnswerAsync_Greedy_IdsAndTextEqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        AnswerOptions options = new() { Generation = Plain(golden.MaxNewTokens) };
        Answer answer = (await DecoderOnlyModels.Model(family, golden.Splits).AnswerAsync([golden.Prompt()], options, TestContext.Current.CancellationToken))[0];
        Assert.Equal(golden.GreedyIds, answer.Ids!);
        Assert.Equal(golden.Json.GetProperty("greedy").Text("text"), answer.Text);
        Closeness.Within(golden.Json.GetProperty("greedy").Doubles("logprobs").Sum(), answer.LogProbability, LogProbabilityTolerance);
    }

    [Theory]
    [MemberData(nameof(Asked))]
    public async Task StreamAsync_Greedy_PiecesAreTheText(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        List<TextUpdate> updates = [];
        await foreach (TextUpdate update in DecoderOnlyModels.Model(family, golden.Splits).StreamAsync(golden.Prompt(), Plain(golden.MaxNewTokens), TestContext.Current.CancellationToken))
        {
            updates.Add(update);
        }

        // Bytes that make no character become U+FFFD one by one or together, which a stream cannot know in advance; its own decoder says what it gives.
        IncrementalTokenDecoder pieces = new(DecoderOnlyModels.Model(family, golden.Splits).Parts().Tokenizer);
        string expected = string.Concat(golden.GreedyIds.Select(pieces.Add)) + pieces.Complete(), whole = golden.Json.GetProperty("greedy").Text("text");
        Assert.Equal(golden.GreedyIds, updates.Select(update => update.Id!.Value));
        Assert.Equal(whole.Contains('\uFFFD') ? expected : whole, string.Concat(updates.Select(update => update.Text)));
        bool ended = golden.Json.GetProperty("greedy").GetProperty("ended_by_eos").GetBoolean();
        Assert.Equal(ended ? FinishReason.EndOfText : FinishReason.Length, updates[^1].FinishReason);
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.FinishReason));
    }

    [Theory]
    [MemberData(nameof(WithBeams))]
    public async Task AnswerAsync_Beams_IdsAndScoresEqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        foreach (JsonElement beam in golden.Json.GetProperty("beam").EnumerateArray())
        {
            GenerationOptions how = Plain(golden.MaxNewTokens);
            how.NumBeams = beam.GetProperty("num_beams").GetInt32();
            how.LengthPenalty = beam.GetProperty("length_penalty").GetSingle();
            how.EarlyStopping = beam.GetProperty("early_stopping").GetBoolean() ? EarlyStopping.Always : EarlyStopping.Likely;
            Answer answer = (await DecoderOnlyModels.Model(family, golden.Splits).AnswerAsync([golden.Prompt()], new AnswerOptions { Generation = how }, TestContext.Current.CancellationToken))[0];
            Assert.Equal(beam.Ints("ids"), answer.Ids!);
            double score = answer.LogProbability / Math.Pow(answer.Ids!.Count, how.LengthPenalty.Value);
            Closeness.Within(beam.Double("score"), score, LogProbabilityTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task AnswerAsync_BatchOfUnequalPrompts_RowsEqualPython(string family)
    {
        JsonElement batch = DecoderOnlyCase.Golden(family).GetProperty("batch"), greedy = batch.GetProperty("greedy");
        VisionPrompt[] prompts = [.. batch.Strings("cases").Select(name => DecoderOnlyCase.Of(family, name).Prompt())];
        AnswerOptions options = new() { BatchSize = prompts.Length, Generation = Plain(greedy.GetProperty("max_new_tokens").GetInt32()) };
        IReadOnlyList<Answer> answers = await DecoderOnlyModels.Model(family).AnswerAsync(prompts, options, TestContext.Current.CancellationToken);
        for (int i = 0; i < prompts.Length; i++)
        {
            int[] expected = [.. greedy.GetProperty("ids")[i].EnumerateArray().Select(id => id.GetInt32())];
            Assert.Equal(expected.Take(answers[i].Ids!.Count), answers[i].Ids!);
            Assert.All(expected.Skip(answers[i].Ids!.Count), id => Assert.Equal(batch.GetProperty("pad_token_id").GetInt32(), id));
        }
    }

    internal static GenerationOptions Plain(int maxNewTokens)
    {
        GenerationOptions options = GenerationOptions.Plain();
        options.MaxNewTokens = maxNewTokens;
        return options;
    }
}
