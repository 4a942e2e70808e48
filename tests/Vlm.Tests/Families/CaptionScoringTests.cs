using Vlm.Tests.Composition;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>A given caption, read as if the model had written it: every family that captions says of its own caption what it said when it wrote it.</summary>
public sealed class CaptionScoringTests
{
    private static readonly ImageInput[] Pictures = [ImageInput.FromFile(DefaultModel.Picture("chelsea.png")), ImageInput.FromFile(DefaultModel.Picture("coffee.png"))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("vit-gpt2")]
    [InlineData("trocr")]
    [InlineData("donut")]
    [InlineData("florence2")]
    [InlineData("blip")]
    [InlineData("smolvlm")]
    [InlineData("paligemma")]
    [InlineData("qwen3_vl")]
    [InlineData("lfm2_vl")]
    [InlineData("moondream1")]
    public async Task ScoreCaptionAsync_OwnCaption_GivesItsLogProbabilities(string family)
    {
        using IVisionLanguageModel model = VisionLanguageModel.Load(ModelsFolder.Find("tiny", family));
        Caption caption = (await model.CaptionAsync([Pictures[0]], new GenerationOptions { NumBeams = 1, DoSample = false, MaxNewTokens = 6 }, Cancel))[0];
        ICaptionScorer scorer = model.GetService<ICaptionScorer>()!;

        IReadOnlyList<IReadOnlyList<float>> scores = await scorer.ScoreCaptionAsync(Pictures, caption.Ids, Cancel);

        Assert.Equal(2, scores.Count);
        Closeness.Within([.. caption.TokenLogProbabilities], [.. scores[0]], 1e-3);
        Assert.NotEqual(scores[0], scores[1]);
        Assert.Equal(model.GetService<ITokenizer>()!.Decode([.. caption.Ids]), string.Concat(scorer.PiecesOf(caption.Ids)));
        Assert.Equal(caption.Ids.Count, scorer.PiecesOf(caption.Ids).Count);
    }

    [Theory]
    [InlineData("vit-gpt2")]
    [InlineData("smolvlm")]
    public async Task ScoreCaptionAsync_NoIdsTooManyOrUnknownOnes_AreRefused(string family)
    {
        using IVisionLanguageModel model = VisionLanguageModel.Load(ModelsFolder.Find("tiny", family));
        ICaptionScorer scorer = model.GetService<ICaptionScorer>()!;

        await Assert.ThrowsAsync<InvalidInputException>(() => scorer.ScoreCaptionAsync(Pictures, [], Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => scorer.ScoreCaptionAsync(Pictures, [1_000_000], Cancel));
        await Assert.ThrowsAsync<InvalidInputException>(() => scorer.ScoreCaptionAsync(Pictures, new int[100_000], Cancel));
    }

    [Fact]
    public void GetService_ModelThatOnlyAnswers_HasNoCaptionScorer()
    {
        using IVisionLanguageModel model = VisionLanguageModel.Load(ModelsFolder.Find("tiny", "blip-vqa"));

        Assert.Null(model.GetService<ICaptionScorer>());
    }
}
