using Vlm.Evaluation;
using Vlm.Onnx;
using Vlm.Tests.Composition;

namespace Vlm.Tests.Evaluation;

public sealed class DefaultModelExplanationTests(DefaultModel fixture) : IClassFixture<DefaultModel>
{
    [Theory]
    [InlineData("chelsea.png")]
    [InlineData("china.jpg")]
    [InlineData("soccer.jpg")]
    public async Task Explain_OwnClass_SharesAndBiasSumToTheLogit(string name)
    {
        Explanation explanation = await Explainer.ExplainAsync(
            fixture.Model, DefaultModel.Picture(name), ExplanationTarget.Class(), new ExplanationOptions { RandomOrders = 0 }, TestContext.Current.CancellationToken);
        Assert.Equal("exact", explanation.Method);
        Assert.Equal(7, explanation.Cells.Count);
        Assert.Equal(explanation.Score, explanation.Cells.Sum(row => row.Sum()) + explanation.Additive!.Bias, 9);
        Assert.InRange(explanation.Additive.Error, 0, 1e-5);
        Assert.InRange(explanation.Additive.Score, 1, 50);
    }

    [Fact]
    public async Task Explain_NamedClass_ExplainsThatOne()
    {
        Explanation cat = await Explainer.ExplainAsync(
            fixture.Model, DefaultModel.Picture("chelsea.png"), ExplanationTarget.Class("tabby, tabby cat"), new ExplanationOptions { RandomOrders = 0 }, TestContext.Current.CancellationToken);
        Assert.Equal("tabby, tabby cat", cat.Output);
        await Assert.ThrowsAsync<InvalidInputException>(() => Explainer.ExplainAsync(fixture.Model, DefaultModel.Picture("chelsea.png"), ExplanationTarget.Class("no such class")));
    }

    [Fact]
    public async Task Explain_PictureOfFewerPixelsThanCells_StillSums()
    {
        Explanation explanation = await Explainer.ExplainAsync(
            fixture.Model, ImageInput.FromPixels(new byte[] { 9, 80, 200, 70, 60, 50, 1, 2, 3 }, 3, 1), ExplanationTarget.Class(), new ExplanationOptions { RandomOrders = 0 }, TestContext.Current.CancellationToken);
        Assert.InRange(explanation.Additive!.Error, 0, 1e-5);
        Assert.Equal((7, 7), (explanation.Cells.Count, explanation.Cells[0].Count));
    }

    [Fact]
    public async Task Explain_LinearProbe_SharesAndBiasSumToItsLogit()
    {
        Explanation explanation = await Explainer.ExplainAsync(
            fixture.Model, DefaultModel.Picture("chelsea.png"), ExplanationTarget.Class(), new ExplanationOptions { Probe = new Probe(), RandomOrders = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(("likely", "exact"), (explanation.Output, explanation.Method));
        Assert.InRange(explanation.Additive!.Error, 0, 1e-5);
        Assert.Equal(explanation.Score, explanation.Cells.Sum(row => row.Sum()) + 2.5, 9);
        await Assert.ThrowsAsync<InvalidInputException>(() => Explainer.ExplainAsync(
            fixture.Model, DefaultModel.Picture("chelsea.png"), ExplanationTarget.Class("tabby"), new ExplanationOptions { Probe = new Probe() }));
    }

    [Fact]
    public async Task ScoreCaption_ItsOwnPicture_GivesTheCaptionsOwnLogProbabilities()
    {
        ImageInput picture = DefaultModel.Picture("soccer.jpg");
        Caption caption = (await fixture.Model.CaptionAsync([picture], null, TestContext.Current.CancellationToken))[0];
        ICaptionScorer scorer = fixture.Model.GetService<ICaptionScorer>()!;
        IReadOnlyList<IReadOnlyList<float>> scores = await scorer.ScoreCaptionAsync([picture, DefaultModel.Picture("chelsea.png")], caption.Ids, TestContext.Current.CancellationToken);
        Assert.Equal(caption.TokenLogProbabilities.Count, scores[0].Count);
        Assert.All(caption.TokenLogProbabilities.Zip(scores[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.True(scores[1].Sum() < scores[0].Sum() - 5);
        Assert.Equal(caption.Text, string.Concat(scorer.PiecesOf(caption.Ids)));
        await Assert.ThrowsAsync<InvalidInputException>(() => scorer.ScoreCaptionAsync([picture], []));
        await Assert.ThrowsAsync<InvalidInputException>(() => scorer.ScoreCaptionAsync([picture], [1_000_000]));
    }

    [Fact]
    public async Task Explain_Caption_HasAWordForEachWordAndMapsForThem()
    {
        Explanation explanation = await Explainer.ExplainAsync(
            fixture.Model, DefaultModel.Picture("soccer.jpg"), ExplanationTarget.Caption, new ExplanationOptions { Grid = 3, RandomOrders = 1 }, TestContext.Current.CancellationToken);
        Assert.Equal(explanation.Output.Split(' '), explanation.Words.Select(word => word.Text));
        Assert.All(explanation.Words, word => Assert.Equal(3, word.Cells!.Count));
        Assert.InRange(explanation.Faithfulness.DeletionArea, -1, 1);
    }

    [Fact]
    public async Task Explain_CalledOff_Stops()
    {
        using CancellationTokenSource source = new();
        Task<Explanation> running = Explainer.ExplainAsync(fixture.Model, DefaultModel.Picture("soccer.jpg"), ExplanationTarget.Caption, new ExplanationOptions { Progress = new Cancelling(source) }, source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void OnnxGraph_CutAnywhere_IsReadOrRefusedWithoutAnError()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(DefaultModel.Repository(), "models", "default", "image-encoder", "onnx", "model.onnx"));
        using TemporaryFolder folder = new();
        foreach (int length in (int[])[0, 1, 2, 17, 100, 4_000, 70_001, whole.Length - 1])
        {
            File.WriteAllBytes(folder["cut.onnx"], whole[..length]);
            Assert.Null(OnnxGraph.Read(folder["cut.onnx"])?.MakerOf("logits"));
        }

        Random random = new(7);
        byte[] noise = new byte[2000];
        for (int i = 0; i < 200; i++)
        {
            random.NextBytes(noise);
            noise[0] = 0x3A;
            File.WriteAllBytes(folder["noise.onnx"], noise);
            Assert.Null(OnnxGraph.Read(folder["noise.onnx"])?.WeightOf("classifier.weight"));
        }
    }

    private sealed class Probe : ILinearImageClassifier
    {
        private readonly float[] _weights = [.. Enumerable.Range(0, 1280).Select(i => MathF.Sin(i))];

        public IReadOnlyList<string> Labels { get; } = ["unlikely", "likely"];

        public int InputSize => _weights.Length;

        public ReadOnlyMemory<float> WeightsOf(int label) => _weights;

        public float BiasOf(int label) => label == 0 ? -1 : 2.5f;
    }

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => source.Cancel();
    }
}
