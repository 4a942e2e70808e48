using Vlm.Onnx;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class RetrievalTaskTests : IDisposable
{
    private const int Pictures = 24;
    private const int TextWidth = 5;
    private static readonly RetrievalSettings Settings = new() { Width = 16, PooledWidth = 16, EmbeddingSize = 12, PoolingHeads = 4, Dropout = 0.1, KeptCells = 4, CaptionsPerPicture = 2 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_TextsThatTellPicturesApart_FindsThem()
    {
        using RetrievalTask task = Make();
        IReadOnlyDictionary<string, double> before = await task.ValidateAsync(default);
        TrainingSettings settings = new() { Epochs = 100, BatchSize = 12, LearningRate = 0.01, ValidateEverySteps = 50, Threads = 1 };
        using TrainingLoop loop = new(task, settings, new TrainingFolder(_folder["out"]));
        await loop.RunAsync(resumes: false, default);
        IReadOnlyDictionary<string, double> after = await task.ValidateAsync(default);
        Assert.True(before["image to text R@1"] < 50, $"{before["image to text R@1"]}");
        Assert.True(after["image to text R@1"] > 60, $"{after["image to text R@1"]}");
        Assert.True(after["text to image R@1"] > 60, $"{after["text to image R@1"]}");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.5, true)]
    public void Step_Reduction_IsTrainedAtItsShareOfTheRate(double share, bool changes)
    {
        using RetrievalTask task = Make(Settings with { ReductionRate = share });
        float[] before = task.Parameters["image.cells.weight"].Values.ToArray(), others = task.Parameters["image.values.weight"].Values.ToArray();
        using TrainingSession session = new(task.Loss, new AdamW(0.01), new TrainingSessionOptions { Threads = 1 });
        using TrainingBatch batch = task.MakeBatch([0, 1, 2, 3], 1);
        session.Step(batch);
        Assert.Equal(changes, !before.AsSpan().SequenceEqual(task.Parameters["image.cells.weight"].Values));
        Assert.False(others.AsSpan().SequenceEqual(task.Parameters["image.values.weight"].Values));
    }

    [Fact]
    public void MakeBatch_SameDraw_SameNumbersOtherDrawOthers()
    {
        using RetrievalTask task = Make();
        using TrainingBatch one = task.MakeBatch([3, 1, 7], 5), same = task.MakeBatch([3, 1, 7], 5), other = task.MakeBatch([3, 1, 7], 6);
        Assert.Equal(Rows(one), Rows(same));
        Assert.NotEqual(Rows(one), Rows(other));
        Assert.Equal([3L, 4, 8], one.Tensors["rows"].Shape.ToArray());
        Assert.Equal([0L, 0, 1, 1, 2, 2], ((TensorBuffer<long>)one.Tensors["owners"]).Span.ToArray());
        Assert.Equal(["picture 3", "picture 1", "picture 7"], one.Examples);

        static float[] Rows(TrainingBatch batch) => ((TensorBuffer<float>)batch.Tensors["rows"]).Span.ToArray();
    }

    [Fact]
    public async Task ExportAsync_Towers_GiveWhatWasScored()
    {
        using RetrievalTask task = Make(new RetrievalSettings { Width = 128, PooledWidth = 256, EmbeddingSize = 16, KeptCells = 4 });
        task.Settle();
        await task.ExportAsync(_folder.Path, default);
        using OnnxSession image = OnnxSession.Load(_folder["retrieval/image_projection.onnx"]), text = OnnxSession.Load(_folder["retrieval/text_projection.onnx"]);
        Assert.Equal(["last_hidden_state"], image.Inputs.Select(input => input.Name));
        Assert.Equal(["image_embeds"], image.Outputs.Select(output => output.Name));
        Assert.Equal(["last_hidden_state", "attention_mask"], text.Inputs.Select(input => input.Name));
        Assert.Equal(["text_embeds"], text.Outputs.Select(output => output.Name));
        // 8 x 128 and 256 x 16 of the numbers and more stand in the file by halves.
        long numbers = task.Parameters.Where(parameter => parameter.Name.StartsWith("image.", StringComparison.Ordinal)).Sum(parameter => (long)parameter.Length);
        Assert.True(new FileInfo(image.Path).Length < 2.9 * numbers, $"{new FileInfo(image.Path).Length} bytes for {numbers} numbers");
    }

    [Fact]
    public void Constructor_MoreCellsKeptThanThereAre_TypedError() =>
        Assert.Contains("keptCells is 7; the image encoder gives 6", Assert.Throws<TrainingException>(() => Make(Settings with { KeptCells = 7 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Loss_NeighbourWeight_SharesTheTargetAmongOtherCaptions()
    {
        double own = Loss(0), half = Loss(0.5);
        Assert.NotEqual(own, half, 1e-4);

        // A cross-entropy is linear in its targets.
        Assert.Equal((0.5 * own) + (0.5 * half), Loss(0.25), 2e-5);

        static double Loss(double weight)
        {
            using RetrievalTask task = Make(Settings with { NeighbourWeight = weight, Dropout = 0 });
            using TrainingSession session = new(task.Loss, new Sgd(0), new TrainingSessionOptions { Threads = 1 });
            using TrainingBatch batch = task.MakeBatch([0, 1, 2, 3], 1);
            return session.Differentiate(batch);
        }
    }

    [Fact]
    public void SoftInfoNce_Distributions_IsTheMeanOfBothCrossEntropies()
    {
        float[] image = [1, 0, 0, 1], text = [0.6f, 0.8f, 0, 1, -1, 0], perImage = [0.5f, 0.25f, 0.25f, 0, 1, 0], perText = [1, 0.5f, 0, 0, 0.5f, 1];
        TrainingGraph graph = new();
        GraphValue loss = ContrastiveLosses.SoftInfoNce(graph.Constant(image, 2, 2), graph.Constant(text, 3, 2), graph.Constant(MathF.Log(2)), graph.Constant(perImage, 2, 3), graph.Constant(perText, 2, 3));
        using GraphRunner runner = new([loss], threads: 1);
        using TrainingBatch batch = new();
        using TensorBuffer<float> found = (TensorBuffer<float>)runner.Run(batch)[0];
        double[] logits = [1.2, 0, -2, 1.6, 2, 0];
        double images = -Enumerable.Range(0, 6).Sum(i => perImage[i] * (logits[i] - Math.Log(Enumerable.Range(0, 3).Sum(k => Math.Exp(logits[(i / 3 * 3) + k]))))) / 2;
        double texts = -Enumerable.Range(0, 6).Sum(i => perText[i] * (logits[i] - Math.Log(Math.Exp(logits[i % 3]) + Math.Exp(logits[(i % 3) + 3])))) / 3;
        Assert.Equal((images + texts) / 2, found.Span[0], 1e-5);
    }

    private static RetrievalTask Make(RetrievalSettings? settings = null)
    {
        MemoryRows rows = new(Pictures, Pictures);
        Half[][] texts = [.. Enumerable.Range(0, 2 * Pictures).Select(text =>
        {
            // Each text is as many tokens as it pleases, all around the pattern of its picture.
            CounterRandom pattern = new(21, (ulong)(text / 2)), own = new(22, (ulong)text);
            float[] centre = [.. Enumerable.Range(0, TextWidth).Select(_ => (float)pattern.NextNormal())];
            return Enumerable.Range(0, (2 + (text % 3)) * TextWidth).Select(i => (Half)(centre[i % TextWidth] + (0.2 * own.NextNormal()))).ToArray();
        })];
        PairedPicture[] pictures = [.. Enumerable.Range(0, Pictures).Select(i => new PairedPicture($"picture {i}", i, [2 * i, (2 * i) + 1]))];
        return new RetrievalTask(settings ?? Settings, rows, new KeptPictures(rows), new KeptTexts(new MemoryTextStates(TextWidth, texts)), pictures, pictures, seed: 2, threads: 1);
    }
}
