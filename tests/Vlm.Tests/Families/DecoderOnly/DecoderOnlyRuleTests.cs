using System.Text.Json;
using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Generation;

namespace Vlm.Tests.Families.DecoderOnly;

/// <summary>Rules of generation, choices and the folder's own habits over decoder-only models.</summary>
public class DecoderOnlyRuleTests
{
    public static TheoryData<string, string> Penalised => With("greedy_repetition_penalty");

    public static TheoryData<string, string> Lengthened => With("greedy_min_new_tokens");

    public static TheoryData<string> Families => [.. DecoderOnlyCase.Families];

    [Theory]
    [MemberData(nameof(Penalised))]
    public async Task AnswerAsync_RepetitionPenalty_IdsEqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        JsonElement expected = golden.Json.GetProperty("greedy_repetition_penalty");
        GenerationOptions how = DecoderOnlyGenerationTests.Plain(expected.GetProperty("max_new_tokens").GetInt32());
        how.RepetitionPenalty = expected.GetProperty("repetition_penalty").GetSingle();
        await AssertIdsAsync(golden, how, expected);
    }

    [Theory]
    [MemberData(nameof(Lengthened))]
    public async Task AnswerAsync_MinNewTokens_IdsEqualPython(string family, string name)
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(family, name);
        JsonElement expected = golden.Json.GetProperty("greedy_min_new_tokens");
        GenerationOptions how = DecoderOnlyGenerationTests.Plain(expected.GetProperty("max_new_tokens").GetInt32());
        how.MinNewTokens = expected.GetProperty("min_new_tokens").GetInt32();
        await AssertIdsAsync(golden, how, expected);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task AnswerAsync_Choices_ProbabilitiesSumToOneAndBatchEqualsSingle(string family)
    {
        IVisionLanguageModel model = DecoderOnlyModels.Model(family);
        VisionPrompt[] prompts = [DecoderOnlyCase.Of(family, "shapes").Prompt(), DecoderOnlyCase.Of(family, "gray").Prompt()];
        AnswerOptions options = new() { Choices = ["yes", "no", "a dog"] };
        IReadOnlyList<Answer> together = await model.AnswerAsync(prompts, options, TestContext.Current.CancellationToken);
        for (int i = 0; i < prompts.Length; i++)
        {
            Answer alone = (await model.AnswerAsync([prompts[i]], options, TestContext.Current.CancellationToken))[0];
            Assert.Equal(1, together[i].Candidates.Sum(candidate => candidate.Probability), 4);
            Assert.Equal(["a dog", "no", "yes"], together[i].Candidates.Select(candidate => candidate.Label).Order());
            Assert.Equal(alone.Text, together[i].Text);
            Assert.Equal(alone.Probability!.Value, together[i].Probability!.Value, 3);
        }
    }

    [Fact]
    public void Generate_NoNumbersAmongThePicturesRows_GenerationException()
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of("smolvlm", "shapes");
        using IVisionLanguageModel model = DecoderOnlyModels.Load("smolvlm");
        DecoderOnlyParts parts = model.Parts();
        PictureRows[] pictures = golden.Encode();
        pictures[0].Features.Rows!.Span.Fill(float.NaN);
        using (CausalPrompt prompt = new PromptBuilder(parts).Build([.. golden.InputIds.Select(id => (long)id)], pictures, CancellationToken.None))
        using (CausalContext context = CausalContext.Read(parts.Decoder, prompt, prompt.Length, 0, CancellationToken.None))
        using (CausalDecoderSteps steps = CausalDecoderSteps.Of(parts.Decoder, parts.Embedding, [context]))
        {
            Assert.Throws<GenerationException>(() => parts.Engine.Generate(steps, DecoderOnlyGenerationTests.Plain(3), CancellationToken.None));
        }

        Array.ForEach(pictures, picture => picture.Dispose());
        DecoderOnlyErrorTests.AssertNothingLives(model);
    }

    [Fact]
    public async Task AnswerAsync_FolderSaysNoLength_MoreThanTwentyTokensMayCome()
    {
        // The tiny model's end token comes late for this prompt; transformers' own 20 would cut the answer.
        IVisionLanguageModel model = DecoderOnlyModels.Model("llava");
        Answer answer = (await model.AnswerAsync([DecoderOnlyCase.Of("llava", "second_turn").Prompt()], null, TestContext.Current.CancellationToken))[0];
        Assert.InRange(answer.Ids!.Count, 21, 256);
    }

    private static TheoryData<string, string> With(string rule)
    {
        TheoryData<string, string> cases = [];
        foreach (string family in DecoderOnlyCase.Families)
        {
            foreach (JsonElement json in DecoderOnlyCase.Cases(family).Where(json => json.TryGetProperty(rule, out _)))
            {
                cases.Add(family, json.GetProperty("name").GetString()!);
            }
        }

        return cases;
    }

    private static async Task AssertIdsAsync(DecoderOnlyCase golden, GenerationOptions how, JsonElement expected)
    {
        Answer answer = (await DecoderOnlyModels.Model(golden.Family, golden.Splits).AnswerAsync([golden.Prompt()], new AnswerOptions { Generation = how }, TestContext.Current.CancellationToken))[0];
        Assert.Equal(expected.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), answer.Ids!);
    }
}
