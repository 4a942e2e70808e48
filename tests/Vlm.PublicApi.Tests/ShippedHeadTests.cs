using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>A fusion written outside the library before a head that was trained behind another one.</summary>
public class ShippedHeadTests
{
    private const string Question = "what is the man doing?";

    [Fact]
    public async Task AnswerAsync_ToyFusionOfTheHeadsSize_FeedsTheShippedHead()
    {
        using IVisionLanguageModel model = Compose(new ToyFusion(768) { ImageSizes = Pooled(1280), TextSizes = Pooled(384) });
        Answer answer = await model.AnswerAsync(Clone.Picture("soccer.jpg"), Question, new AnswerOptions { Top = 1000 });
        Assert.Equal(135, answer.Candidates.Count);
        Assert.Equal(1, answer.Candidates.Sum(candidate => candidate.Probability), 1e-4);
    }

    [Fact]
    public async Task AnswerAsync_FusionSwapped_ScoresChange()
    {
        List<float> scores = [];
        foreach (IFusion fusion in new IFusion[]
        {
            OnnxFusion.Load(Clone.Model("vqa", "cross_attention")),
            new ToyFusion(768) { ImageSizes = Pooled(1280), TextSizes = Pooled(384) },
            new ToyFusion(768, imageWeight: 0) { ImageSizes = Pooled(1280), TextSizes = Pooled(384) },
        })
        {
            using IVisionLanguageModel model = Compose(fusion);
            Answer answer = await model.AnswerAsync(Clone.Picture("soccer.jpg"), Question, new AnswerOptions { Top = 1000 });
            scores.Add(answer.Candidates.Single(candidate => candidate.Label == "yes").Probability);
        }

        Assert.Equal(3, scores.Distinct().Count());
    }

    [Fact]
    public async Task AnswerAsync_PartsOfTheDefault_SameAsTheDefault()
    {
        using IVisionLanguageModel byHand = Compose(OnnxFusion.Load(Clone.Model("vqa", "cross_attention")));
        using IVisionLanguageModel whole = VisionLanguageModel.LoadDefault();
        Answer one = await byHand.AnswerAsync(Clone.Picture("soccer.jpg"), Question);
        Answer other = await whole.AnswerAsync(Clone.Picture("soccer.jpg"), Question);
        Assert.Equal(one.Text, other.Text);
        Assert.Equal(one.LogProbability, other.LogProbability);
    }

    [Fact]
    public void Build_FusionOfAnotherSize_RefusedWithBothNumbers()
    {
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => Compose(new ToyFusion(896) { ImageSizes = Pooled(1280), TextSizes = Pooled(384) }));
        Assert.Contains("768", error.Message, StringComparison.Ordinal);
        Assert.Contains("896", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FusionKind.Concatenation)]
    [InlineData(FusionKind.CrossAttention)]
    [InlineData(FusionKind.Late)]
    public async Task AnswerAsync_EachTrainedFusion_Answers(FusionKind kind)
    {
        using IVisionLanguageModel model = Encoders().AddQuestionAnswering(Clone.Model("vqa"), kind).Build();
        Answer answer = await model.AnswerAsync(Clone.Picture("soccer.jpg"), Question);
        Assert.Equal("running", answer.Text);
    }

    private static FeatureSizes Pooled(int width) => new() { Pooled = width };

    private static VisionLanguageModelBuilder Encoders() => VisionLanguageModel.CreateBuilder()
        .UseImageEncoder(OnnxImageEncoder.Load(Clone.Model("image-encoder")))
        .UseTextEncoder(OnnxTextEncoder.Load(Clone.Model("text-encoder")));

    private static IVisionLanguageModel Compose(IFusion fusion) =>
        Encoders().AddQuestionAnswering(fusion, AnswerHead.Load(Clone.Model("vqa", "cross_attention"))).Build();
}
