using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>Threads, cancellation and the end of a model's life.</summary>
public class LifetimeTests
{
    [Fact]
    public void Dispose_BuiltModel_DisposesEveryStageOnce()
    {
        ToyImageEncoder image = new();
        ToyTextEncoder text = new();
        ToyFusion fusion = new(ToyModel.Fused);
        ToyHead<FusedFeatures> head = ToyModel.Head();
        ToyCaptionHead caption = new();
        ToyRetrievalHead retrieval = new();
        IVisionLanguageModel model = VisionLanguageModel.CreateBuilder().UseImageEncoder(image, new ToyImageProcessor()).UseTextEncoder(text, new ToyTokenizer())
            .AddQuestionAnswering(fusion, head).AddCaptioning(caption).AddRetrieval(retrieval).Build();
        model.Dispose();
        model.Dispose();
        Assert.All(new Toy[] { image, text, fusion, head, caption, retrieval }, stage => Assert.Equal(1, stage.Disposals));
    }

    [Fact]
    public async Task Calls_AfterDispose_ObjectDisposed()
    {
        IVisionLanguageModel model = ToyModel.Build();
        model.Dispose();
        ImageInput picture = ToyModel.Picture(0);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.CaptionAsync(picture));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.AnswerAsync(picture, "what is it?"));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.EmbedTextAsync("red"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await model.StreamAsync(new VisionPrompt(picture, "")).GetAsyncEnumerator(TestContext.Current.CancellationToken).MoveNextAsync());
    }

    [Fact]
    public async Task Dispose_CallUnderWay_CallFinishesThenStagesGo()
    {
        ToyImageEncoder encoder = new();
        encoder.Gate.Reset();
        IVisionLanguageModel model = ToyModel.Build(encoder);
        Task<Caption> call = model.CaptionAsync(ToyModel.Picture(2));
        encoder.Entered.Wait(TestContext.Current.CancellationToken);
        model.Dispose();
        Assert.Equal(0, encoder.Disposals);
        encoder.Gate.Set();
        Assert.Equal("mostly blue", (await call).Text);
        Assert.Equal(1, encoder.Disposals);
    }

    [Fact]
    public async Task Dispose_AbandonedStream_StagesGo()
    {
        ToyImageEncoder encoder = new();
        IVisionLanguageModel model = ToyModel.Build(encoder);
        await foreach (TextUpdate update in model.StreamAsync(new VisionPrompt(ToyModel.Picture(0), "")))
        {
            Assert.Equal("mostly", update.Text);
            break;
        }

        model.Dispose();
        Assert.Equal(1, encoder.Disposals);
    }

    [Fact]
    public async Task CaptionAsync_CancelledWhileEncoding_Cancelled()
    {
        ToyImageEncoder encoder = new();
        encoder.Gate.Reset();
        using IVisionLanguageModel model = ToyModel.Build(encoder);
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task<Caption> call = model.CaptionAsync(ToyModel.Picture(2), cancellationToken: source.Token);
        encoder.Entered.Wait(TestContext.Current.CancellationToken);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        encoder.Gate.Set();
        Assert.Equal("mostly red", (await model.CaptionAsync(ToyModel.Picture(0))).Text);
    }

    [Fact]
    public async Task Calls_CancelledBefore_Cancelled()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.CaptionAsync(ToyModel.Picture(0), cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.EmbedTextAsync("red", cancellationToken: cancelled));
    }

    [Fact]
    public async Task Calls_FromManyThreads_SameResults()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        string picture = Clone.Picture("lake.jpg");
        string[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            Caption caption = await model.CaptionAsync(picture);
            Answer answer = await model.AnswerAsync(picture, "is there water?");
            Embedding embedding = await model.EmbedImageAsync(picture);
            return $"{caption.Text}|{caption.LogProbability:R}|{answer.LogProbability:R}|{string.Join(',', embedding.Vector.ToArray())}";
        })));
        Assert.Single(results.Distinct());
    }
}
