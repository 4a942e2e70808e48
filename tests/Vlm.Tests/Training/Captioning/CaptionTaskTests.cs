using Vlm.Training;

namespace Vlm.Tests.Training.Captioning;

public sealed class CaptionTaskTests
{
    [Fact]
    public async Task MakeBatch_PicturesOfFourKinds_TeachesTheirCaptions()
    {
        using CaptionTask task = CaptionCase.Task();

        (double first, double last) = TaskTraining.Run(task, 120);
        IReadOnlyDictionary<string, double> scores = await task.ValidateAsync(CancellationToken.None);

        Assert.True(first > 2 && last < 0.1, $"the loss went from {first:g3} to {last:g3}");

        // Every caption is found; that of three words has no n-grams of four, which costs it a quarter of its 10.
        Assert.Equal(((3 * 10) + 7.5) / 4, scores["cider"], 1e-3);
        Assert.Equal(5, scores["words"], 0.5);
    }

    [Fact]
    public void Loss_PackedCaptions_HasTheGradientOfFiniteDifferences()
    {
        using CaptionTask task = CaptionCase.Task();
        using TrainingBatch batch = task.MakeBatch([0, 1, 2], 1);

        FiniteDifferences.Check(task.Loss, task.Parameters, batch, 1e-2f, 2e-2);
    }

    [Fact]
    public void MakeBatch_SameArguments_GivesTheSameBatch()
    {
        using CaptionTask task = CaptionCase.Task(new CaptionerSettings { Reduced = 8, Width = 16, Layers = 1, Heads = 2, Inner = 8, Positions = 12, MaxNewTokens = 10, RowDropout = 0.3f, WordDropout = 0.3f });
        using TrainingBatch one = task.MakeBatch([3, 5], 7), same = task.MakeBatch([3, 5], 7), other = task.MakeBatch([3, 5], 8);

        Assert.Equal(Floats(one), Floats(same));
        Assert.Equal(Ids(one), Ids(same));
        Assert.NotEqual(Floats(one), Floats(other));
        Assert.NotEqual(Ids(one), Ids(other));
        Assert.Contains((long)CaptionTokens.Unknown, Ids(one).Concat(Ids(other)));
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameWeights()
    {
        float[][] first = Train(seed: 1), again = Train(seed: 1), other = Train(seed: 2);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static float[][] Train(long seed)
        {
            using CaptionTask task = CaptionCase.Task(new CaptionerSettings { Reduced = 8, Width = 16, Layers = 1, Heads = 2, Inner = 8, Positions = 12, MaxNewTokens = 10 }, seed);
            TaskTraining.Run(task, 3);
            return [.. task.Parameters.Select(parameter => parameter.Values.ToArray())];
        }
    }

    [Fact]
    public void Constructor_PictureWithoutAWord_NamesIt()
    {
        TrainingException thrown = Assert.Throws<TrainingException>(() => new TeacherForcedTask(
            CaptionCase.Settings, CaptionCase.Vocabulary, CaptionCase.Rows, [new CaptionedPicture("mute.jpg", 0, [" . "])], CaptionCase.Pictures(0, 1)));

        Assert.Contains("mute.jpg", thrown.Message, StringComparison.Ordinal);
    }

    private static float[] Floats(TrainingBatch batch) => ((TensorBuffer<float>)batch.Tensors["encoder_hidden_states"]).Span.ToArray();

    private static long[] Ids(TrainingBatch batch) => ((TensorBuffer<long>)batch.Tensors["input_ids"]).Span.ToArray();
}
