namespace Vlm.Tests.Composition;

public sealed class DefaultModelTests(DefaultModel fixture) : IClassFixture<DefaultModel>
{
    private readonly IVisionLanguageModel _model = fixture.Model;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // README shows the same sentences; that the files say what was trained is what the tests of training hold.
    [Theory]
    [InlineData("soccer.jpg", "a soccer player is playing with a soccer ball")]
    [InlineData("basketball.png", "a man in a white shirt is standing in front of a wall")]
    [InlineData("lake.jpg", "two people are sitting on a lake")]
    public async Task CaptionAsync_SamplePicture_IsTheSentenceOfTheCard(string picture, string expected)
    {
        Caption caption = await _model.CaptionAsync(DefaultModel.Picture(picture), cancellationToken: Token);
        Assert.StartsWith(expected, caption.Text, StringComparison.Ordinal);
        Assert.NotNull(caption.Timings);
    }

    [Fact]
    public async Task CaptionAsync_BatchAndAlone_AreTheSame()
    {
        ImageInput[] pictures = ["soccer.jpg", "lake.jpg", "basketball.png"];
        pictures = [.. pictures.Select(p => ImageInput.FromFile(DefaultModel.Picture(p.Name)))];
        IReadOnlyList<Caption> batch = await _model.CaptionAsync(pictures, cancellationToken: Token);
        for (int i = 0; i < pictures.Length; i++)
        {
            Caption alone = await _model.CaptionAsync(pictures[i], cancellationToken: Token);
            Assert.Equal(alone.Ids, batch[i].Ids);
            Assert.Equal(alone.LogProbability, batch[i].LogProbability, 1e-3f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task CaptionAsync_TokenLogProbabilities_SumToThatOfTheText(int beams)
    {
        Caption caption = await _model.CaptionAsync(DefaultModel.Picture("soccer.jpg"), new GenerationOptions { NumBeams = beams }, Token);
        Assert.Equal(caption.Ids.Count, caption.TokenLogProbabilities.Count);
        Assert.All(caption.TokenLogProbabilities, p => Assert.InRange(p, -20, 0));
        Assert.Equal(caption.LogProbability, caption.TokenLogProbabilities.Sum(), 1e-4f);
    }

    [Fact]
    public async Task CaptionAsync_SuppressTokens_AreNeverChosen()
    {
        ImageInput picture = DefaultModel.Picture("soccer.jpg");
        Caption free = await _model.CaptionAsync(picture, new GenerationOptions { NumBeams = 1 }, Token);
        Caption without = await _model.CaptionAsync(picture, new GenerationOptions { NumBeams = 1, SuppressTokens = [free.Ids[1]] }, Token);
        Assert.DoesNotContain(free.Ids[1], without.Ids);
        Assert.Equal(free.Ids[0], without.Ids[0]);
        await Assert.ThrowsAsync<InvalidInputException>(() => _model.CaptionAsync(picture, new GenerationOptions { SuppressTokens = [1 << 20] }, Token));
    }

    [Fact]
    public async Task StreamAsync_EmptyText_IsTheGreedyCaption()
    {
        ImageInput picture = DefaultModel.Picture("soccer.jpg");
        List<TextUpdate> updates = [];
        await foreach (TextUpdate update in _model.StreamAsync(new VisionPrompt(picture, ""), cancellationToken: Token))
        {
            updates.Add(update);
        }

        Caption greedy = await _model.CaptionAsync(picture, new GenerationOptions { NumBeams = 1 }, Token);
        Assert.Equal(greedy.Text, string.Concat(updates.Select(u => u.Text)));
        Assert.Equal(greedy.FinishReason, updates[^1].FinishReason);
        Assert.True(updates.Count > 3);
    }

    [Fact]
    public async Task AnswerAsync_SharedPicture_EqualsAskingOneByOne()
    {
        ImageInput soccer = DefaultModel.Picture("soccer.jpg"), lake = DefaultModel.Picture("lake.jpg");
        VisionPrompt[] prompts = [new(soccer, "What is the person doing?"), new(lake, "Is there a dog in the picture?"), new(soccer, "How many people are there?")];
        IReadOnlyList<Answer> together = await _model.AnswerAsync(prompts, cancellationToken: Token);
        for (int i = 0; i < prompts.Length; i++)
        {
            Answer alone = await _model.AnswerAsync(prompts[i].Images[0], prompts[i].Text, cancellationToken: Token);
            Assert.Equal(alone.Text, together[i].Text);
            Assert.Equal(alone.Probability!.Value, together[i].Probability!.Value, 1e-3f);
            Assert.Equal(5, alone.Candidates.Count);
        }
    }

    [Fact]
    public async Task AnswerAsync_Choices_SumToOne()
    {
        AnswerOptions options = new() { Choices = ["yes", "no"], Top = 10 };
        Answer answer = await _model.AnswerAsync(DefaultModel.Picture("lake.jpg"), "Is there a dog in the picture?", options, Token);
        Assert.Equal(2, answer.Candidates.Count);
        Assert.Equal(1, answer.Candidates.Sum(c => c.Probability), 1e-5f);
    }

    [Fact]
    public async Task AnswerAsync_UnknownChoice_NamesIt()
    {
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() =>
            _model.AnswerAsync(DefaultModel.Picture("lake.jpg"), "What?", new AnswerOptions { Choices = ["zeppelin"] }, Token));
        Assert.Contains("zeppelin", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FusionKind.Concatenation)]
    [InlineData(FusionKind.CrossAttention)]
    [InlineData(FusionKind.Late)]
    public async Task LoadDefault_EachFusion_AnswersWithProbabilities(FusionKind kind)
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault(new VlmOptions { Fusion = kind });
        Answer answer = await model.AnswerAsync(DefaultModel.Picture("soccer.jpg"), "Is there a ball in the picture?", new AnswerOptions { Top = 200 }, Token);
        Assert.Equal(135, answer.Candidates.Count);
        Assert.Equal(1, answer.Candidates.Sum(c => c.Probability), 1e-4f);
    }

    [Fact]
    public async Task ScoreAsync_TrueSentence_BeatsAFalseOne()
    {
        IReadOnlyList<IReadOnlyList<ImageTextScore>> scores = await _model.ScoreAsync(
            [DefaultModel.Picture("soccer.jpg"), DefaultModel.Picture("lake.jpg")], ["a soccer player kicks a ball", "a boat on a lake"], cancellationToken: Token);
        Assert.True(scores[0][0].Cosine > scores[0][1].Cosine);
        Assert.True(scores[1][1].Cosine > scores[1][0].Cosine);
        Assert.Equal(1, scores[0].Sum(s => s.Probability!.Value), 1e-5f);
    }

    [Fact]
    public async Task EmbedImagesAsync_ByDefault_IsNormalised()
    {
        Embedding embedding = await _model.EmbedImageAsync(DefaultModel.Picture("lake.jpg"), cancellationToken: Token);
        Assert.Equal(_model.Info.EmbeddingSize, embedding.Dimensions);
        Assert.Equal(1, embedding.Vector.ToArray().Sum(x => x * x), 1e-5f);
    }

    [Fact]
    public async Task ClassifyAsync_OwnClasses_KnowTheCatAndTheCup()
    {
        IImageClassifier classifier = _model.GetService<IImageClassifier>()!;
        IReadOnlyList<IReadOnlyList<LabelScore>> labels =
            await classifier.ClassifyAsync([DefaultModel.Picture("chelsea.png"), DefaultModel.Picture("coffee.png")], cancellationToken: Token);
        Assert.Equal("Egyptian cat", labels[0][0].Label);
        Assert.Equal(0.770905f, labels[0][0].Probability, 1e-3f);
        Assert.Equal("espresso", labels[1][0].Label);
        Assert.Equal(0.900519f, labels[1][0].Probability, 1e-3f);
    }

    [Fact]
    public void Info_Default_SaysWhatItCanDo()
    {
        ModelCapabilities all = ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts
            | ModelCapabilities.Score | ModelCapabilities.Stream | ModelCapabilities.Classify;
        Assert.True(_model.Info.Can(all));
        Assert.Contains("research", _model.Info.License, StringComparison.Ordinal);
        Assert.Equal(64, _model.Info.EmbeddingSpace!.Length);
    }

    [Fact]
    public async Task CaptionAsync_CancelledToken_IsCancelled()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _model.CaptionAsync(DefaultModel.Picture("lake.jpg"), cancellationToken: source.Token));
    }

    [Fact]
    public async Task EmbedImagesEachAsync_OneBadFile_DoesNotStopTheRest()
    {
        ImageInput[] pictures = [DefaultModel.Picture("lake.jpg"), "no-such-file.jpg", DefaultModel.Picture("tree.jpg")];
        List<ItemResult<Embedding>> results = [];
        await foreach (ItemResult<Embedding> item in _model.EmbedImagesEachAsync(pictures, cancellationToken: Token))
        {
            results.Add(item);
        }

        Assert.Equal([0, 1, 2], results.Select(r => r.Index));
        Assert.NotNull(results[0].Value);
        Assert.Contains("no-such-file.jpg", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(results[2].Value);
    }
}
