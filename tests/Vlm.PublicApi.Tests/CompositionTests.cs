using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>What Build accepts and refuses, and what the built model says of itself.</summary>
public class CompositionTests
{
    [Fact]
    public void Build_HeadOfAnotherSize_RefusedWithBothNumbers()
    {
        ToyFusion fusion = new(6);
        ToyHead<FusedFeatures> head = ToyModel.Head(9);
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => ToyModel.Encoders().AddQuestionAnswering(fusion, head).Build());
        Assert.Contains("6", error.Message, StringComparison.Ordinal);
        Assert.Contains("9", error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (fusion.Disposals, head.Disposals));
    }

    [Fact]
    public void Build_FusionForAnotherEncoder_RefusedWithBothNumbers()
    {
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => ToyModel.Encoders()
            .AddQuestionAnswering(new ToyFusion(6) { ImageSizes = new FeatureSizes { Sequence = 1280 } }, ToyModel.Head()).Build());
        Assert.Contains("1280", error.Message, StringComparison.Ordinal);
        Assert.Contains("3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_RetrievalForAnotherTextEncoder_Refused()
    {
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => ToyModel.Encoders()
            .AddRetrieval(new ToyRetrievalHead { TextSizes = new FeatureSizes { Pooled = 384 } }).Build());
        Assert.Contains("384", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_ProcessorForAnotherEncoder_Refused()
    {
        ToyImageProcessor processor = new() { Outputs = [new TensorSpec("pixel_values", TensorElementType.Float32, [-1, 3, 224, 224])] };
        TensorShapeException error = Assert.Throws<TensorShapeException>(() => VisionLanguageModel.CreateBuilder()
            .UseImageEncoder(new ToyImageEncoder(), processor).AddCaptioning(new ToyCaptionHead()).Build());
        Assert.Contains("224", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_LateHeadsWithOtherLabels_Refused() =>
        Assert.Throws<TensorShapeException>(() => ToyModel.Encoders().AddQuestionAnswering(
            new ToyLateFusion(0.5f), new ToyHead<ImageFeatures>(3, f => f.Pooled!), new ToyHead<TextFeatures>(3, f => f.Pooled!) { Labels = ["a", "b", "c"] }).Build());

    [Fact]
    public void Build_NoImageEncoder_SaysWhatToCall()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => VisionLanguageModel.CreateBuilder().AddCaptioning(new ToyCaptionHead()).Build());
        Assert.Contains("UseImageEncoder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_TextHeadsWithoutTextEncoder_SaysWhatToCall()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => VisionLanguageModel.CreateBuilder()
            .UseImageEncoder(new ToyImageEncoder(), new ToyImageProcessor()).AddRetrieval(new ToyRetrievalHead()).Build());
        Assert.Contains("UseTextEncoder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Info_EverythingAdded_ListsEverything()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Assert.Equal("toy", model.Info.Name);
        Assert.Equal(3, model.Info.EmbeddingSize);
        Assert.True(model.Info.Can(ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts
            | ModelCapabilities.Score | ModelCapabilities.Stream | ModelCapabilities.Classify));
    }

    [Fact]
    public async Task Calls_CaptionerOnly_OthersNotSupportedWithModelTaskAndRemedy()
    {
        using IVisionLanguageModel model = VisionLanguageModel.CreateBuilder().Named("describer")
            .UseImageEncoder(new ToyImageEncoder { ClassLabels = [] }, new ToyImageProcessor()).AddCaptioning(new ToyCaptionHead()).Build();
        Assert.Equal(ModelCapabilities.Caption | ModelCapabilities.Stream, model.Info.Capabilities);
        ImageInput picture = ToyModel.Picture(0);
        NotSupportedException answer = await Assert.ThrowsAsync<NotSupportedException>(() => model.AnswerAsync(picture, "what is it?"));
        Assert.Contains("describer", answer.Message, StringComparison.Ordinal);
        Assert.Contains("answer", answer.Message, StringComparison.Ordinal);
        Assert.Contains("AddQuestionAnswering", answer.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotSupportedException>(() => model.EmbedImageAsync(picture));
        await Assert.ThrowsAsync<NotSupportedException>(() => model.EmbedTextAsync("red"));
        await Assert.ThrowsAsync<NotSupportedException>(() => model.ScoreAsync(picture, "red"));
        Assert.Null(model.GetService<IImageClassifier>());
        Assert.Equal("mostly red", (await model.CaptionAsync(picture)).Text);
    }

    [Fact]
    public async Task AnswerAsync_LateFusion_WeighsPictureAndWords()
    {
        Assert.Equal("green", await Ask(imageWeight: 1));
        Assert.Equal("blue", await Ask(imageWeight: 0));

        static async Task<string> Ask(float imageWeight)
        {
            using IVisionLanguageModel model = ToyModel.Encoders().AddQuestionAnswering(
                new ToyLateFusion(imageWeight), new ToyHead<ImageFeatures>(3, f => f.Pooled!), new ToyHead<TextFeatures>(3, f => f.Pooled!)).Build();
            return (await model.AnswerAsync(ToyModel.Picture(1), "is it blue?")).Text;
        }
    }

    [Fact]
    public void GetService_Stages_TheOnesGiven()
    {
        ToyImageEncoder encoder = new();
        using IVisionLanguageModel model = ToyModel.Build(encoder);
        Assert.Same(encoder, model.GetService<IImageEncoder>());
        Assert.IsType<ToyTokenizer>(model.GetService<ITokenizer>());
    }
}
