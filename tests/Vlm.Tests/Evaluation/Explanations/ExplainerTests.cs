using System.Buffers;
using System.Text;
using System.Text.Json;
using Vlm.Encoders;
using Vlm.Evaluation;
using Vlm.Onnx;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Evaluation;

public sealed class ExplainerTests
{
    private const int Side = 16;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Explain_Similarity_FindsTheQuarterAndTheWord(int quarter)
    {
        Explanation explanation = await Explainer.ExplainAsync(
            new PatchModel(quarter), Picture(quarter), ExplanationTarget.Similarity("something red here"), new ExplanationOptions { Grid = 2 }, TestContext.Current.CancellationToken);
        double[] cells = [.. explanation.Cells.SelectMany(row => row)];
        Assert.Equal(quarter, Array.IndexOf(cells, cells.Max()));
        Assert.All(cells.Where((_, cell) => cell != quarter), share => Assert.Equal(0, share, 6));
        Assert.Equal("red", explanation.Words.MaxBy(word => word.Share)!.Text);
        Assert.Equal(0, explanation.Words[0].Share, 6);
        Assert.True(explanation.Faithfulness.DeletionArea < explanation.Faithfulness.RandomDeletionArea);
        Assert.True(explanation.Faithfulness.InsertionArea > explanation.Faithfulness.RandomInsertionArea);
        Assert.Equal((1, 0), (explanation.Faithfulness.Deletion[0], explanation.Faithfulness.Deletion[^1]));
        Assert.Equal((0, 1), (explanation.Faithfulness.Insertion[0], explanation.Faithfulness.Insertion[^1]));
    }

    [Fact]
    public async Task Explain_Answer_FollowsTheAnswerThatWasGiven()
    {
        Explanation explanation = await Explainer.ExplainAsync(
            new PatchModel(1), Picture(1), ExplanationTarget.Question("is there red ?"), new ExplanationOptions { Grid = 4 }, TestContext.Current.CancellationToken);
        Assert.Equal(("yes", "probability"), (explanation.Output, explanation.ScoreName));
        Assert.Equal(1, explanation.Score, 5);
        Assert.All(explanation.Cells.SelectMany((row, r) => row.Select((share, c) => (share, Inside: r < 2 && c >= 2))), cell => Assert.Equal(cell.Inside, cell.share > 0.05));
        Assert.Equal("red", explanation.Words.MaxBy(word => word.Share)!.Text);
    }

    [Fact]
    public async Task Explain_CaptionWithoutScorer_CountsWordsThatComeAgain()
    {
        Explanation explanation = await Explainer.ExplainAsync(
            new PatchModel(2), Picture(2), ExplanationTarget.Caption, new ExplanationOptions { Grid = 2 }, TestContext.Current.CancellationToken);
        Assert.Equal("a red", explanation.Output);
        Assert.Equal([("a", 0.0), ("red", 1.0)], explanation.Words.Select(word => (word.Text, word.Share)));
        Assert.Equal([0.0, 0, 0.5, 0], explanation.Cells.SelectMany(row => row));
        Assert.Equal([0.0, 0, 1, 0], explanation.Words[1].Cells!.SelectMany(row => row));
    }

    [Fact]
    public async Task Explain_Twice_SameDocument()
    {
        Assert.Equal(await Document(), await Document());

        static async Task<string> Document() => Json(await Explainer.ExplainAsync(
            new PatchModel(0), Picture(0), ExplanationTarget.Similarity("red and green"), new ExplanationOptions { Grid = 5, BatchSize = 3 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Explain_UniformPicture_SaysWhyThereAreNoCurves()
    {
        ImageInput gray = ImageInput.FromPixels(Enumerable.Repeat((byte)90, Side * Side * 3).ToArray(), Side, Side);
        Explanation explanation = await Explainer.ExplainAsync(new PatchModel(0), gray, ExplanationTarget.Similarity("red"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.NotNull(explanation.Faithfulness.Reason);
        using JsonDocument json = JsonDocument.Parse(Json(explanation));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("faithfulness").GetProperty("deletionArea").ValueKind);
        Assert.Contains("Not measured", Encoding.UTF8.GetString(ExplanationFiles.ToHtml(explanation, gray)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_SessionWithAttentions_MapsThem()
    {
        using TemporaryFolder folder = new();
        TinyOnnx.WriteIdentities(folder["model.onnx"], "pixel_values", [1, 2, 4, 4], "last_hidden_state", "attentions");
        using OnnxSession session = OnnxSession.Load(folder["model.onnx"]);
        using SessionImageEncoder encoder = SessionImageEncoder.Create(session, "last_hidden_state", null, []);
        PatchModel model = new(0) { Encoder = encoder, Processor = new AttentionProcessor() };
        Explanation explanation = await Explainer.ExplainAsync(model, Picture(0), ExplanationTarget.Similarity("red"), new ExplanationOptions { Grid = 2 }, TestContext.Current.CancellationToken);

        // Two heads of four queries each look at four cells: the mean of 8 rows of 0..31 modulo 4.
        Assert.Equal([14.0, 15, 16, 17], explanation.Attention!.SelectMany(row => row));
        Assert.Equal(2, explanation.Attention!.Count);
    }

    [Theory]
    [InlineData(new long[] { 1, 1, 5, 5 }, new double[] { 1, 2, 3, 4 })]
    [InlineData(new long[] { 1, 1, 1, 3 }, null)]
    [InlineData(new long[] { 3, 4 }, null)]
    public void AttentionMap_ClassTokenOrNoGrid_TakesItsRowOrNothing(long[] shape, double[]? expected)
    {
        using TensorBuffer<float> attention = TensorBuffer.Rent<float>(shape);
        for (int i = 0; i < attention.Length; i++)
        {
            attention.Span[i] = i;
        }

        Assert.Equal(expected, AttentionMap.Of(attention)?.SelectMany(row => row));
    }

    [Fact]
    public async Task Html_HostileText_IsEscapedAndNothingIsFetched()
    {
        Explanation explanation = await Explainer.ExplainAsync(
            new PatchModel(0), Picture(0), ExplanationTarget.Similarity("<script>alert(1)</script> red \" onload="), new ExplanationOptions { Grid = 2 }, TestContext.Current.CancellationToken);
        string html = Encoding.UTF8.GetString(ExplanationFiles.ToHtml(explanation, Picture(0)));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\" onload", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void AdditiveShares_AnyRows_SumToTheScore()
    {
        float[] rows = [1, 2, 3, 4, 5, 6];
        AdditiveShares shares = AdditiveShares.Of(rows, [0.5f, -1], 0.25, score: -1.75);
        Assert.Equal([(0.5 - 2) / 3, (1.5 - 4) / 3, (2.5 - 6) / 3], shares.Shares);
        Assert.Equal(0.25 + (((1 + 3 + 5) * 0.5) - (2 + 4 + 6)) / 3, shares.Sum, 12);
        Assert.Throws<TensorShapeException>(() => AdditiveShares.Of(rows, new float[4], 0));
    }

    // Red in one quarter, gray elsewhere.
    private static ImageInput Picture(int quarter)
    {
        byte[] pixels = new byte[Side * Side * 3];
        for (int i = 0; i < Side * Side; i++)
        {
            (int y, int x) = Math.DivRem(i, Side);
            bool inside = (y / (Side / 2) * 2) + (x / (Side / 2)) == quarter;
            new byte[] { inside ? (byte)255 : (byte)90, inside ? (byte)0 : (byte)90, inside ? (byte)0 : (byte)90 }.CopyTo(pixels, i * 3);
        }

        return ImageInput.FromPixels(pixels, Side, Side);
    }

    private static string Json(Explanation explanation)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            ExplanationFiles.WriteJson(explanation, json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private sealed class AttentionProcessor : IImageProcessor
    {
        public IReadOnlyList<TensorSpec> Outputs => [];

        public PixelValues Process(IReadOnlyList<RgbImage> images, CancellationToken cancellationToken = default)
        {
            TensorBuffer<float> values = TensorBuffer.Rent<float>(1, 2, 4, 4);
            for (int i = 0; i < values.Length; i++)
            {
                values.Span[i] = i;
            }

            return new PixelValues(values);
        }
    }
}
