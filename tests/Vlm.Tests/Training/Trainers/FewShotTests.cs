using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class FewShotTests
{
    private const int Classes = 4;
    private static readonly MemoryRows Pictures = new(120, Classes, noise: 1);
    private static readonly FewShotSet Train = Set(0, 60), Validation = Set(60, 40), Scored = Set(100, 20);

    [Fact]
    public void Run_MoreExamples_MoreAccuracyAndIntervalsHoldTheMean()
    {
        FewShotExperiment experiment = new(Train, Validation, Scored, Classes, seed: 3, threads: 1);
        IReadOnlyList<FewShotScore> scores = experiment.Run([1, 8], draws: 4, static _ => { }, default);
        Assert.Equal(8, scores.Count);
        FewShotScore one = scores.Single(score => score is { Shots: 1, IsChosen: true }), eight = scores.Single(score => score is { Shots: 8, IsChosen: true });
        Assert.True(eight.Accuracy.Value > one.Accuracy.Value, $"{eight.Accuracy.Value} after {one.Accuracy.Value}");
        Assert.All(scores, score => Assert.InRange(score.Accuracy.Value, score.Accuracy.Lower, score.Accuracy.Upper));
        Assert.Equal(scores.Where(score => score.Shots == 8).Max(score => score.ValidationAccuracy), eight.ValidationAccuracy);
    }

    [Fact]
    public void Make_EveryMethod_BeatsChanceAndItsGraphGivesTheSameLogits()
    {
        FewShotSet examples = Train.Take(FewShotDraw.Of(Train.Labels, Classes, 8, 0, 1));
        foreach ((FewShotMethod method, FewShotHead head) in FewShotTrial.Make(examples, Classes, Validation, 1, 1, default))
        {
            float[] logits = head.Score(Scored);
            Assert.True(Scored.Accuracy(logits) > 40, $"{method}: {Scored.Accuracy(logits)}");
            TrainingGraph graph = new();
            using GraphRunner runner = new([head.Logits(graph.Input("features", TensorElementType.Float32, "batch", Scored.Width))], threads: 1);
            using TrainingBatch batch = new TrainingBatch().Add("features", new TensorBuffer<float>(Scored.Features, [Scored.Count, Scored.Width]));
            using TensorBuffer<float> ran = (TensorBuffer<float>)runner.Run(batch)[0];
            for (int i = 0; i < logits.Length; i++)
            {
                Assert.Equal(logits[i], ran.Span[i], 1e-2f);
            }
        }
    }

    [Fact]
    public void Tune_Keys_NoWorseOnTheValidationThanUntuned()
    {
        FewShotSet examples = Train.Take(FewShotDraw.Of(Train.Labels, Classes, 4, 0, 1));
        CacheHead cache = CacheHead.Choose(examples, Classes, PrototypeHead.Of(examples, Classes), Validation);
        CacheHead tuned = TunedKeys.Tune(cache, examples, Validation, 1, 1, default);
        Assert.True(Validation.Accuracy(tuned.Score(Validation)) >= Validation.Accuracy(cache.Score(Validation)));
    }

    [Fact]
    public void Of_ClassWithOneExample_GivesThatOneAtAnyNumber()
    {
        int[] labels = [0, 0, 0, 1, 2, 2];
        Assert.Equal([0, 1, 2, 3, 4, 5], FewShotDraw.Of(labels, 3, 8, 0, 5).Order());
        Assert.Contains(3, FewShotDraw.Of(labels, 3, 1, 7, 5));
        FewShotSet examples = Set(0, 9).Take([0, 1, 2, 3, 4]);
        Assert.Equal(4, FewShotTrial.Make(examples, Classes, Validation, 1, 1, default).Count);
    }

    [Fact]
    public void Of_SameSeedAndDraw_SameExamples()
    {
        Assert.Equal(FewShotDraw.Of(Train.Labels, Classes, 4, 3, 9), FewShotDraw.Of(Train.Labels, Classes, 4, 3, 9));
        Assert.NotEqual(FewShotDraw.Of(Train.Labels, Classes, 4, 3, 9), FewShotDraw.Of(Train.Labels, Classes, 4, 4, 9));
    }

    private static FewShotSet Set(int first, int count) => FewShotSet.Of(Pictures, [.. Enumerable.Range(first, count).Select(i => new LabelledPicture($"{i}", i, Pictures.ClassOf(i)))]);
}
