using System.Text.Json.Nodes;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Composition;

/// <summary>Beams that the picture chooses among: the search's score and the cosine of text and picture, added up.</summary>
public sealed class CaptionRerankingTests(DefaultModel fixture) : IClassFixture<DefaultModel>
{
    private const int Beams = 6;

    private readonly IVisionLanguageModel _model = fixture.Model;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IReadOnlyList<ImageInput> Pictures =>
        [.. Directory.GetFiles(Path.GetDirectoryName(DefaultModel.Picture("lake.jpg"))!).Where(path => path.EndsWith(".jpg", StringComparison.Ordinal) || path.EndsWith(".png", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(8).Select(ImageInput.FromFile)];

    [Theory]
    [InlineData(0f, false)]
    [InlineData(4f, true)]
    [InlineData(1000f, true)]
    public async Task CaptionAsync_RerankWeight_TakesTheBeamWithTheHighestSum(float weight, bool changes)
    {
        IReadOnlyList<ImageInput> pictures = Pictures;
        ITextGenerator generator = (ITextGenerator)_model.GetService(typeof(ITextGenerator))!;
        VisionPrompt[] prompts = [.. pictures.Select(picture => new VisionPrompt(picture, ""))];
        IReadOnlyList<IReadOnlyList<GeneratedSequence>> beams = await generator.GenerateAsync(prompts, new GenerationOptions { NumBeams = Beams, NumReturnSequences = Beams }, Token);
        IReadOnlyList<Caption> captions = await _model.CaptionAsync(pictures, new GenerationOptions { NumBeams = Beams, RerankWeight = weight }, Token);
        IReadOnlyList<IReadOnlyList<GeneratedSequence>> ranked = await generator.GenerateAsync(prompts, new GenerationOptions { NumBeams = Beams, NumReturnSequences = 2, RerankWeight = weight }, Token);
        int others = 0;
        for (int i = 0; i < pictures.Count; i++)
        {
            IReadOnlyList<ImageTextScore> cosines = (await _model.ScoreAsync([pictures[i]], [.. beams[i].Select(beam => beam.Text)], cancellationToken: Token))[0];
            int[] order = [.. Enumerable.Range(0, beams[i].Count).OrderByDescending(k => beams[i][k].Score + (weight * cosines[k].Cosine))];
            Assert.Equal(beams[i][order[0]].Text, captions[i].Text);
            Assert.Equal(beams[i][order[0]].Score, captions[i].Score, 1e-4);
            Assert.Equal([beams[i][order[0]].Text, beams[i][order[1]].Text], ranked[i].Select(text => text.Text));
            others += order[0] == 0 ? 0 : 1;
        }

        Assert.Equal(changes, others > 0);
    }

    [Fact]
    public async Task CaptionAsync_RerankedWithConfidence_IsThatOfTheChosenCaption()
    {
        Caption caption = await _model.CaptionAsync(DefaultModel.Picture("lake.jpg"), new GenerationOptions { NumBeams = Beams, RerankWeight = 1000, WithConfidence = true }, Token);
        Assert.InRange(caption.Confidence!.Value, 0, 1);
        Caption greedy = await _model.CaptionAsync(DefaultModel.Picture("lake.jpg"), new GenerationOptions { NumBeams = 1, RerankWeight = 4 }, Token);
        Assert.Equal((await _model.CaptionAsync(DefaultModel.Picture("lake.jpg"), new GenerationOptions { NumBeams = 1 }, Token)).Text, greedy.Text);
    }

    [Fact]
    public async Task GenerateAsync_RerankedDraws_AreRankedByTheirMeanLogProbability()
    {
        const float weight = 3;
        ITextGenerator generator = (ITextGenerator)_model.GetService(typeof(ITextGenerator))!;
        ImageInput picture = DefaultModel.Picture("soccer.jpg");
        VisionPrompt[] prompts = [new VisionPrompt(picture, "")];
        GenerationOptions draws = new() { NumBeams = 1, DoSample = true, Seed = 5, NumReturnSequences = 6 }, ranked = draws.Clone();
        ranked.RerankWeight = weight;
        IReadOnlyList<GeneratedSequence> drawn = (await generator.GenerateAsync(prompts, draws, Token))[0], order = (await generator.GenerateAsync(prompts, ranked, Token))[0];
        IReadOnlyList<ImageTextScore> cosines = (await _model.ScoreAsync([picture], [.. drawn.Select(text => text.Text)], cancellationToken: Token))[0];
        Assert.Equal(
            Enumerable.Range(0, drawn.Count).OrderByDescending(k => (drawn[k].LogProbability / drawn[k].Ids.Count) + (weight * cosines[k].Cosine)).Select(k => drawn[k].Text),
            order.Select(text => text.Text));
        Assert.NotEqual(drawn.Select(text => text.Text), order.Select(text => text.Text));
    }

    [Fact]
    public async Task CaptionAsync_ChoicesWithRerankWeight_AreScoredAsWithoutIt()
    {
        GenerationOptions choices = new() { Choices = ["a dog runs", "a boy plays soccer"] }, ranked = choices.Clone();
        ranked.RerankWeight = 3;
        ImageInput picture = DefaultModel.Picture("soccer.jpg");
        Assert.Equal((await _model.CaptionAsync(picture, choices, Token)).Text, (await _model.CaptionAsync(picture, ranked, Token)).Text);
    }

    [Fact]
    public async Task CaptionAsync_RerankWeightWithoutAJointSpace_IsRefused()
    {
        using IVisionLanguageModel alone = VisionLanguageModel.CreateBuilder()
            .UseImageEncoder(OnnxImageEncoder.Load(ModelsFolder.Find("default", "image-encoder")))
            .AddCaptioning(ModelsFolder.Find("default", "captioner"))
            .Build();
        using IVisionLanguageModel generative = VisionLanguageModel.Load(ModelsFolder.Find("tiny", "vit-gpt2"));
        foreach (IVisionLanguageModel model in (IVisionLanguageModel[])[alone, generative])
        {
            NotSupportedException error = await Assert.ThrowsAsync<NotSupportedException>(() => model.CaptionAsync(DefaultModel.Picture("lake.jpg"), new GenerationOptions { NumBeams = 2, RerankWeight = 1 }, Token));
            Assert.Contains("joint space", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Load_RerankWeightInTheManifest_IsTheModelsOwn()
    {
        using TemporaryFolder folder = TemporaryFolder.CopyOf(ModelsFolder.Find("default"));
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(folder["vlm.json"]))!;
        manifest["heads"]!["caption"]!["generation"] = new JsonObject { ["num_beams"] = Beams, ["max_new_tokens"] = 20, ["rerank_weight"] = 1000 };
        File.WriteAllText(folder["vlm.json"], manifest.ToJsonString());
        using IVisionLanguageModel model = VisionLanguageModel.Load(folder.Path);
        IReadOnlyList<ImageInput> pictures = Pictures;
        IReadOnlyList<Caption> own = await model.CaptionAsync(pictures, cancellationToken: Token), without = await model.CaptionAsync(pictures, new GenerationOptions { RerankWeight = 0 }, Token);
        IReadOnlyList<Caption> expected = await _model.CaptionAsync(pictures, new GenerationOptions { NumBeams = Beams, RerankWeight = 1000 }, Token), plain = await _model.CaptionAsync(pictures, new GenerationOptions { NumBeams = Beams, RerankWeight = 0 }, Token);
        Assert.Equal(expected.Select(caption => caption.Text), own.Select(caption => caption.Text));
        Assert.Equal(plain.Select(caption => caption.Text), without.Select(caption => caption.Text));
        List<TextUpdate> streamed = [];
        await foreach (TextUpdate update in model.StreamAsync(new VisionPrompt(pictures[0], ""), new GenerationOptions { RerankWeight = 2 }, Token))
        {
            streamed.Add(update);
        }

        Assert.Equal((await _model.CaptionAsync(pictures[0], new GenerationOptions { NumBeams = 1 }, Token)).Text, string.Concat(streamed.Select(update => update.Text)));
    }
}
