using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>Every run of Python's generate for the families with an encoder beside their decoder, from pictures and prompts: greedy and beam search, all processors.</summary>
public sealed class EncoderDecoderGenerationTests
{
    [Theory]
    [InlineData("vit-gpt2", 29)]
    [InlineData("trocr", 23)]
    [InlineData("donut", 37)]
    [InlineData("florence2", 38)]
    [InlineData("blip", 24)]
    [InlineData("blip-vqa", 10)]
    public async Task GenerateAsync_EveryCase_EqualsPython(string family, int expectedCases)
    {
        FamilyGoldens golden = new(family);
        using IVisionLanguageModel model = VisionLanguageModel.Load(golden.Folder);
        ITextGenerator generator = model.GetService<ITextGenerator>()!;
        int cases = 0;
        foreach (JsonElement run in golden.Runs)
        {
            foreach (JsonElement example in run.GetProperty("cases").EnumerateArray())
            {
                await EncoderDecoderCase.RunAsync(generator, golden, run, example);
                cases++;
            }
        }

        Assert.Equal(expectedCases, cases);
    }
}
