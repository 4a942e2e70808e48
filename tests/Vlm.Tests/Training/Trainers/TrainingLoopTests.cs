using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class TrainingLoopTests : IDisposable
{
    private static readonly TrainingSettings Settings = new()
    {
        Epochs = 4,
        BatchSize = 10,
        LearningRate = 0.02,
        WarmupSteps = 3,
        Seed = 7,
        Threads = 1,
        Averaging = AveragingKind.Exponential,
        AverageDecay = 0.8,
        ValidateEverySteps = 3,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_ToyTask_LossFallsAndBestWeightsAreKept()
    {
        using ToyTask task = new();
        double before = task.ValidationLoss();
        TrainingState state = await RunAsync(task, Settings with { Epochs = 40 }, "a");
        Assert.Equal(200, state.Step);
        Assert.True(task.ValidationLoss() < before * 0.7, $"{task.ValidationLoss()} of {before}");
        Assert.Equal(state.Validations.Max(point => point.Scores["score"]), -task.ValidationLoss(), 6);
    }

    [Fact]
    public async Task RunAsync_SameSeed_SameWeightsToTheBit()
    {
        using ToyTask one = new(), two = new(), other = new();
        await RunAsync(one, Settings, "a");
        await RunAsync(two, Settings, "b");
        await RunAsync(other, Settings with { Seed = 8 }, "c");
        Assert.Equal(one.Weights(), two.Weights());
        Assert.NotEqual(one.Weights(), other.Weights());
    }

    [Theory]
    [InlineData(ScheduleKind.Cosine, OptimizerKind.AdamW, AveragingKind.Exponential, null)]
    [InlineData(ScheduleKind.Constant, OptimizerKind.Sgd, AveragingKind.Mean, 4)]
    [InlineData(ScheduleKind.InverseSquareRoot, OptimizerKind.Lion, AveragingKind.None, 3)]
    public async Task RunAsync_StoppedAfterAnyStepAndResumed_SameWeightsToTheBit(ScheduleKind schedule, OptimizerKind optimizer, AveragingKind averaging, int? micro)
    {
        TrainingSettings settings = Settings with { Schedule = schedule, Optimizer = optimizer, Averaging = averaging, MicroBatchSize = micro };
        using ToyTask whole = new();
        TrainingState uninterrupted = await RunAsync(whole, settings, "whole");
        foreach (int stop in (int[])[1, 3, 8, 19])
        {
            using (ToyTask first = new())
            using (CancellationTokenSource source = new())
            using (TrainingLoop loop = new(first, settings, new TrainingFolder(_folder[$"stop{stop}"]), new StopAfter(stop, source)))
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.RunAsync(resumes: false, source.Token));
            }

            using ToyTask second = new();
            TrainingState resumed = await RunAsync(second, settings, $"stop{stop}", resumes: true);
            Assert.Equal(whole.Weights(), second.Weights());
            Assert.Equal(uninterrupted.Validations.Select(point => point.Scores["score"]), resumed.Validations.Select(point => point.Scores["score"]));
            Assert.Equal(uninterrupted.Losses.Select(point => point.Loss), resumed.Losses.Select(point => point.Loss));
        }
    }

    [Fact]
    public async Task RunAsync_PlateauResumed_SameRatesAsUninterrupted()
    {
        TrainingSettings settings = Settings with { Schedule = ScheduleKind.Plateau, WarmupSteps = 0, PlateauPatience = 1 };
        using ToyTask whole = new() { Score = n => -n };
        TrainingState uninterrupted = await RunAsync(whole, settings, "whole");
        using (ToyTask first = new() { Score = n => -n })
        using (CancellationTokenSource source = new())
        using (TrainingLoop loop = new(first, settings, new TrainingFolder(_folder["stopped"]), new StopAfter(11, source)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.RunAsync(resumes: false, source.Token));
        }

        using ToyTask second = new() { Score = n => -n - 3 };
        TrainingState resumed = await RunAsync(second, settings, "stopped", resumes: true);
        Assert.True(uninterrupted.Losses[^1].LearningRate < 0.5 * settings.LearningRate);
        Assert.Equal(uninterrupted.Losses.Select(point => point.LearningRate), resumed.Losses.Select(point => point.LearningRate));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileValidating_ResumesWithThatValidation()
    {
        using ToyTask whole = new();
        await RunAsync(whole, Settings, "whole");
        using (ToyTask first = new())
        using (CancellationTokenSource source = new())
        using (TrainingLoop loop = new(first, Settings, new TrainingFolder(_folder["a"])))
        {
            first.OnValidate = () =>
            {
                if (first.Validations == 2)
                {
                    source.Cancel();
                }
            };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop.RunAsync(resumes: false, source.Token));
        }

        using ToyTask second = new();
        TrainingState resumed = await RunAsync(second, Settings, "a", resumes: true);
        Assert.Equal(whole.Weights(), second.Weights());
        Assert.Equal([3L, 6, 9, 12, 15, 18, 20], resumed.Validations.Select(point => point.Step));
    }

    [Fact]
    public async Task RunAsync_ScoreStopsImproving_StopsAfterPatienceAndGivesTheBest()
    {
        using ToyTask task = new() { Score = n => n == 2 ? 1 : 0 };
        TrainingState state = await RunAsync(task, Settings with { Patience = 3 }, "a");
        Assert.True(state.HasStoppedEarly);
        Assert.Equal((15, 6), (state.Step, state.BestStep));
        CheckpointContents best = CheckpointFile.Read(new TrainingFolder(_folder["a"]).Best);
        Assert.Equal(best.Under("parameter/").Values.SelectMany(values => values), task.Weights());
    }

    [Fact]
    public async Task RunAsync_LossNotANumber_StopsWithStepAndExamplesAndKeepsTheLastGoodWeights()
    {
        const int bad = 13;
        using ToyTask task = new(bad);
        TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => RunAsync(task, Settings, "a"));
        EpochBatches batches = new(task.ExampleCount, Settings.BatchSize, Settings.Seed);
        long step = Enumerable.Range(0, batches.StepsPerEpoch).Single(i => batches.Of(i).ToArray().Contains(bad));
        Assert.Equal(step + 1, e.Step);
        Assert.Contains($"point {bad}", e.Examples);
        Assert.Contains("point 13", e.Message, StringComparison.Ordinal);
        CheckpointContents last = CheckpointFile.Read(new TrainingFolder(_folder["a"]).Last);
        Assert.Equal(step, last.State.Step);
        Assert.All(last.Tensors.Values, values => Assert.All(values, value => Assert.True(float.IsFinite(value))));
        Assert.Equal(last.Under("parameter/").Values.SelectMany(values => values), task.Weights());
    }

    [Fact]
    public async Task RunAsync_ScoreNotANumber_NamesTheStep()
    {
        using ToyTask task = new() { Score = _ => double.NaN };
        TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => RunAsync(task, Settings, "a"));
        Assert.Equal(3, e.Step);
        Assert.Contains("'score' must be a finite number", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DiskFills_KeepsTheCheckpointBeforeAndResumesFromIt()
    {
        using ToyTask whole = new();
        await RunAsync(whole, Settings, "whole");
        long size = new FileInfo(new TrainingFolder(_folder["whole"]).Last).Length;
        TrainingFolder full = new(_folder["full"]) { Create = new LimitedDisk(3 * size).Create };
        using (ToyTask first = new())
        using (TrainingLoop loop = new(first, Settings, full))
        {
            TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => loop.RunAsync(resumes: false, default));
            Assert.Contains("No space left on device", e.Message, StringComparison.Ordinal);
            Assert.Contains("The one before is whole", e.Message, StringComparison.Ordinal);
        }

        Assert.True(CheckpointFile.Read(full.Last).State.Step > 0);
        Assert.Empty(Directory.GetFiles(full.Own, "*.partial"));
        using ToyTask second = new();
        await RunAsync(second, Settings, "full", resumes: true);
        Assert.Equal(whole.Weights(), second.Weights());
    }

    [Fact]
    public async Task RunAsync_FolderHoldsARun_IsNotOverwritten()
    {
        using ToyTask one = new(), two = new();
        await RunAsync(one, Settings, "a");
        TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => RunAsync(two, Settings, "a"));
        Assert.Contains("a run is kept there already", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ResumedWithOtherSettings_NamesTheSetting()
    {
        using ToyTask one = new(), two = new();
        await RunAsync(one, Settings, "a");
        TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => RunAsync(two, Settings with { LearningRate = 0.5 }, "a", resumes: true));
        Assert.Contains("learningRate = 0.02; now it is 0.5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ResumedWithOtherData_NamesWhatDiffers()
    {
        using ToyTask one = new(), two = new() { Fact = "b" };
        await RunAsync(one, Settings, "a");
        TrainingException e = await Assert.ThrowsAsync<TrainingException>(() => RunAsync(two, Settings, "a", resumes: true));
        Assert.Contains("data: a when the run began, now b", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Finished_ResumesToTheSameWeightsAtOnce()
    {
        using ToyTask one = new(), two = new();
        await RunAsync(one, Settings, "a");
        await RunAsync(two, Settings, "a", resumes: true);
        Assert.Equal(one.Weights(), two.Weights());
        Assert.Equal(0, two.Validations);
    }

    private async Task<TrainingState> RunAsync(ToyTask task, TrainingSettings settings, string name, bool resumes = false)
    {
        using TrainingLoop loop = new(task, settings, new TrainingFolder(_folder[name]));
        return await loop.RunAsync(resumes, default);
    }
}
