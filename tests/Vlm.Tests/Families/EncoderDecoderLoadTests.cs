using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>The families with an encoder beside their decoder through the front door.</summary>
public sealed class EncoderDecoderLoadTests
{
    private static readonly GenerationOptions Greedy = new() { MaxNewTokens = 20, NumBeams = 1 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vit-gpt2", 14)]
    [InlineData("trocr", 20)]
    [InlineData("donut", 20)]
    [InlineData("blip", 20)]
    public async Task CaptionAsync_EveryPromptGreedy_EqualsPython(string family, int tokens)
    {
        FamilyGoldens golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        foreach (JsonElement run in golden.Runs)
        {
            JsonElement example = run.GetProperty("cases")[0];
            GenerationOptions options = Greedy.Clone();
            options.MaxNewTokens = example.GetProperty("options").GetProperty("max_new_tokens").GetInt32();
            options.Prompt = FamilyGoldens.PromptsOf(run)[0] is { Length: > 0 } prompt ? prompt : null;

            IReadOnlyList<Caption> captions = await model.CaptionAsync(golden.Pictures, options, Cancel);

            Compare(run, example, [.. captions.Select(caption => (caption.Ids, caption.TokenLogProbabilities))]);
            _ = tokens;
        }
    }

    private static void Compare(JsonElement run, JsonElement example, IReadOnlyList<(IReadOnlyList<int> Ids, IReadOnlyList<float> LogProbabilities)> texts)
    {
        int prompt = run.Ints("decoder_input_ids").Length;
        for (int i = 0; i < texts.Count; i++)
        {
            double[] logs = example.GetProperty("token_logprobs")[i].Doubles();
            int[] expected = [.. example.GetProperty("sequences")[i].EnumerateArray().Skip(prompt).Take(logs.Length).Select(id => id.GetInt32())];
            Assert.Equal(expected, texts[i].Ids);
            Closeness.Within([.. logs.Select(log => (float)log)], [.. texts[i].LogProbabilities], 1e-3);
        }
    }
}
