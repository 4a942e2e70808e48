using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>A model whose every stage was written outside the library, end to end.</summary>
public class ToyModelTests
{
    private static readonly ImageInput[] Colours = [ToyModel.Picture(0), ToyModel.Picture(1), ToyModel.Picture(2)];

    [Fact]
    public async Task CaptionAsync_ThreePictures_CaptionsInOrder()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        IReadOnlyList<Caption> captions = await model.CaptionAsync(Colours);
        Assert.Equal(["mostly red", "mostly green", "mostly blue"], captions.Select(caption => caption.Text));
        Assert.All(captions, caption => Assert.NotNull(caption.Timings));
    }

    [Fact]
    public async Task AnswerAsync_PictureAndWord_WordTipsTheScale()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Answer plain = await model.AnswerAsync(Colours[1], "what colour is it?");
        Answer blue = await model.AnswerAsync(Colours[1], "is it blue?");
        Assert.Equal("green", plain.Text);
        Assert.True(Of(blue, "blue") > Of(plain, "blue"));
        Assert.Equal(1, plain.Candidates.Sum(candidate => candidate.Probability), 1e-5);
        Assert.Equal(MathF.Log(plain.Probability!.Value), plain.LogProbability, 1e-4);
        Assert.Equal(plain.Candidates.OrderByDescending(candidate => candidate.Probability).Select(candidate => candidate.Label), plain.Candidates.Select(candidate => candidate.Label));
    }

    [Fact]
    public async Task AnswerAsync_Choices_ProbabilitiesSumToOneOverThem()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Answer answer = await model.AnswerAsync(Colours[1], "what colour is it?", new AnswerOptions { Choices = ["red", "blue"] });
        Assert.Equal(2, answer.Candidates.Count);
        Assert.Equal(1, answer.Candidates.Sum(candidate => candidate.Probability), 1e-5);
    }

    [Fact]
    public async Task AnswerAsync_OnePictureManyQuestions_EncodedOnce()
    {
        ToyImageEncoder encoder = new();
        using IVisionLanguageModel model = ToyModel.Build(encoder);
        await model.AnswerAsync([.. new[] { "what colour is it?", "is it red?" }.Select(question => new VisionPrompt(Colours[0], question))]);
        Assert.Equal(1, encoder.EncodedPictures);
    }

    [Fact]
    public async Task AnswerAsync_LongQuestion_SaysTruncated()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        IReadOnlyList<Answer> answers = await model.AnswerAsync(
            [new VisionPrompt(Colours[0], "what colour is it?"), new VisionPrompt(Colours[0], "is is is is is is is is is it red?")]);
        Assert.Equal([false, true], answers.Select(answer => answer.Truncated));
    }

    [Fact]
    public async Task EmbedAsync_PicturesAndTexts_OneJointSpaceOfUnitVectors()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        IReadOnlyList<Embedding> images = await model.EmbedImagesAsync(Colours);
        IReadOnlyList<Embedding> texts = await model.EmbedTextsAsync(["red", "green", "blue", ""]);
        Assert.All(images.Concat(texts), embedding => Assert.Equal(1, MathF.Sqrt(embedding.Vector.ToArray().Sum(x => x * x)), 1e-5));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i, Enumerable.Range(0, 3).MaxBy(t => Embedding.CosineSimilarity(images[i], texts[t])));
        }

        Embedding raw = await model.EmbedTextAsync("red", new EmbeddingOptions { Normalize = false });
        Assert.Equal(1.1f, raw.Vector.Span[0], 1e-5);
    }

    [Fact]
    public async Task ScoreAsync_TwoByThree_CosineLogitAndSoftmax()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        IReadOnlyList<IReadOnlyList<ImageTextScore>> scores = await model.ScoreAsync(Colours[..2], ["red", "green", "blue"]);
        Assert.Equal(2, scores.Count);
        Assert.All(scores, row => Assert.Equal(1, row.Sum(score => score.Probability!.Value), 1e-5));
        Assert.All(scores.SelectMany(row => row), score => Assert.Equal(10 * score.Cosine, score.Logit!.Value, 1e-4));
        Assert.True(scores[1][1].Cosine > scores[1][0].Cosine);
    }

    [Fact]
    public async Task ScoreAsync_HeadWithoutScale_OnlyCosine()
    {
        using IVisionLanguageModel model = ToyModel.Encoders().AddRetrieval(new ToyRetrievalHead { LogitScale = null }).Build();
        ImageTextScore score = await model.ScoreAsync(Colours[0], "red");
        Assert.Null(score.Logit);
        Assert.Null(score.Probability);
    }

    [Fact]
    public async Task ScoreAsync_SigmoidHead_EachPairByItself()
    {
        using IVisionLanguageModel model = ToyModel.Encoders()
            .AddRetrieval(new ToyRetrievalHead { Normalization = ScoreNormalization.Sigmoid, LogitBias = -5 }).Build();
        ImageTextScore score = await model.ScoreAsync(Colours[0], "red");
        Assert.Equal(1 / (1 + MathF.Exp(5 - (10 * score.Cosine))), score.Probability!.Value, 1e-5);
    }

    [Fact]
    public async Task ClassifyAsync_LabelsAndOwnClasses_BestFirst()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        IReadOnlyList<IReadOnlyList<LabelScore>> zeroShot = await model.ClassifyAsync([Colours[2]], ["red", "blue"], "a {}");
        Assert.Equal("blue", zeroShot[0][0].Label);
        IReadOnlyList<IReadOnlyList<LabelScore>> own = await model.GetService<IImageClassifier>()!.ClassifyAsync(
            [Colours[2]], new ClassificationOptions { Top = 2 });
        Assert.Equal("blue", own[0][0].Label);
        Assert.Equal(2, own[0].Count);
    }

    [Fact]
    public async Task StreamAsync_EmptyText_PiecesOfTheCaption()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        List<TextUpdate> updates = [];
        await foreach (TextUpdate update in model.StreamAsync(new VisionPrompt(Colours[2], "")))
        {
            updates.Add(update);
        }

        Assert.Equal("mostly blue", string.Concat(updates.Select(update => update.Text)));
        Assert.Equal(FinishReason.EndOfText, updates[^1].FinishReason);
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.FinishReason));
    }

    [Fact]
    public async Task EmbedImagesEachAsync_OneBadFile_RestIsDoneInOrder()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        ImageInput[] images = [Colours[0], ImageInput.FromFile("nowhere.png"), Colours[1], ImageInput.FromBytes(new byte[] { 1, 2, 3 }, "three bytes"), Colours[2]];
        List<ItemResult<Embedding>> items = [];
        await foreach (ItemResult<Embedding> item in model.EmbedImagesEachAsync(images, new EmbeddingOptions { BatchSize = 2 }))
        {
            items.Add(item);
        }

        Assert.Equal([0, 1, 2, 3, 4], items.Select(item => item.Index));
        Assert.Equal([1, 3], items.Where(item => item.Error is not null).Select(item => item.Index));
        Assert.Contains("nowhere.png", items[1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("three bytes", items[3].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_Progress_ReachesTheTotal()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Recorder progress = new();
        await model.CaptionAsync(Colours, new GenerationOptions { BatchSize = 1, Progress = progress });
        Assert.Equal([new BatchProgress(1, 3), new BatchProgress(2, 3), new BatchProgress(3, 3)], progress.Reports);
    }

    [Fact]
    public async Task AnyCall_EmptyBatch_NoResults()
    {
        using IVisionLanguageModel model = ToyModel.Build();
        Assert.Empty(await model.CaptionAsync([]));
        Assert.Empty(await model.EmbedTextsAsync([]));
        Assert.Empty(await model.AnswerAsync([]));
    }

    private static float Of(Answer answer, string label) => answer.Candidates.Single(candidate => candidate.Label == label).Probability;

    private sealed class Recorder : IProgress<BatchProgress>
    {
        public List<BatchProgress> Reports { get; } = [];

        public void Report(BatchProgress value) => Reports.Add(value);
    }
}
