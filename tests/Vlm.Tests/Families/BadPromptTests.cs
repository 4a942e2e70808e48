using System.Text.Json.Nodes;
using Vlm.Tests.Families.Conformance;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>Prompts that a family cannot read: pictures where only texts are read, texts where only pictures are, more words than positions.</summary>
public sealed class BadPromptTests
{
    private static readonly string Endless = string.Join(' ', Enumerable.Repeat("red", 300));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("clip")]
    [InlineData("siglip")]
    [InlineData("owlvit")]
    public async Task Calls_QuestionForAModelThatWritesNothing_SaysWhatItCan(string family)
    {
        using IVisionLanguageModel model = Load(family);
        foreach (Func<Task> call in (Func<Task>[])
        [
            () => model.AnswerAsync([new VisionPrompt(Picture(family), "What is it?")], null, Cancel),
            () => model.AnswerAsync([new VisionPrompt([], "What is it?")], null, Cancel),
            () => model.CaptionAsync([Picture(family)], null, Cancel),
            async () => await model.StreamAsync(new VisionPrompt([], "What is it?"), null, Cancel).GetAsyncEnumerator(Cancel).MoveNextAsync(),
        ])
        {
            Assert.Contains(model.Info.Capabilities.ToString(), (await Assert.ThrowsAsync<NotSupportedException>(call)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ScoreAsync_PicturesForAVisionHalf_SaysThatItEmbedsPicturesOnly()
    {
        using IVisionLanguageModel model = Load("clip-external");
        Assert.Contains("EmbedImages", (await Assert.ThrowsAsync<NotSupportedException>(() => model.ScoreAsync([Picture("clip")], ["a dog"], null, Cancel))).Message, StringComparison.Ordinal);
        Assert.Contains("EmbedImages", (await Assert.ThrowsAsync<NotSupportedException>(() => model.EmbedTextsAsync(["a dog"], null, Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbedTextsAsync_TextEncoderAlone_IsNoModelOfPictures()
    {
        using TinyCopy copy = new TinyCopy("llava").Without("onnx/vision_encoder.onnx");
        using IVisionLanguageModel model = copy.Load();
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => model.AnswerAsync([new VisionPrompt(Picture("llava"), "What is it?")], null, Cancel));
        Assert.Equal(0, error.Index);
        Assert.Contains("reads texts only", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("donut")]
    [InlineData("florence2")]
    [InlineData("blip-vqa")]
    [InlineData("moondream1")]
    [InlineData("paligemma")]
    [InlineData("qwen2_vl")]
    [InlineData("llava")]
    public async Task AnswerAsync_MoreWordsThanPositions_IsRefusedOrToldAsCut(string family)
    {
        using TinyCopy copy = new(family);
        using IVisionLanguageModel model = copy.With("config.json", json => Positions(json, 64)).Load();

        IReadOnlyList<Answer>? answers = null;
        Exception? error = await Record.ExceptionAsync(async () => answers = await model.AnswerAsync(
            [new VisionPrompt(Picture(family), Endless)], new AnswerOptions { Generation = new GenerationOptions { MaxNewTokens = 2 } }, Cancel));

        Assert.True(answers is [{ Truncated: true }] || (error is InvalidInputException { Index: 0 } && error.Message.Contains("64", StringComparison.Ordinal)), $"{answers?.Count} {error}");
        new LiveValues(model).AssertNone();
    }

    private static void Positions(JsonNode json, int positions)
    {
        foreach (JsonObject? section in (JsonObject?[])[json.AsObject(), json["text_config"] as JsonObject, json["decoder"] as JsonObject, json["phi_config"] as JsonObject])
        {
            if (section?.ContainsKey("max_position_embeddings") == true)
            {
                section["max_position_embeddings"] = positions;
            }
        }
    }

    private static IVisionLanguageModel Load(string family) => VisionLanguageModel.Load(ModelsFolder.Find("tiny", family));

    private static ImageInput Picture(string family) => ImageInput.FromFile(ModelsFolder.Find("tiny", family, "golden", "images", "shapes.png"));
}
