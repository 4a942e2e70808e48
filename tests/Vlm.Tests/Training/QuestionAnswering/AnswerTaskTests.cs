using Vlm.Evaluation;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.QuestionAnswering;

public sealed class AnswerTaskTests
{
    [Theory]
    [InlineData(FusionKind.Concatenation, 1.0)]
    [InlineData(FusionKind.CrossAttention, 1.0)]
    [InlineData(FusionKind.Late, 0.7)]
    public async Task MakeBatch_QuestionsOfFourKindsOfPictures_TeachesTheirAnswers(FusionKind fusion, double least)
    {
        using AnswerTask task = AnswerCase.Task(fusion);

        (double first, double last) = TaskTraining.Run(task, 150, batchSize: 8);
        IReadOnlyDictionary<string, double> scores = await task.ValidateAsync(CancellationToken.None);

        Assert.True(last < first * 0.6, $"the loss went from {first:g3} to {last:g3}");
        Assert.True(scores["accuracy"] >= least, $"accuracy is {scores["accuracy"]:g3}");
        Assert.True(scores["accuracy kind"] >= least);
    }

    [Theory]
    [InlineData(FusionKind.Concatenation)]
    [InlineData(FusionKind.CrossAttention)]
    [InlineData(FusionKind.Late)]
    public void Loss_EveryFusion_HasTheGradientOfFiniteDifferences(FusionKind fusion)
    {
        using AnswerTask task = AnswerCase.Task(fusion);
        using TrainingBatch batch = task.MakeBatch([0, 1, 2, 3], 1);

        // The weights of a late fusion see the logarithms of the sides without being differentiated through them, which differences would be.
        foreach (Parameter parameter in task.Parameters.Where(_ => fusion == FusionKind.Late))
        {
            parameter.IsTrained = parameter.Name.EndsWith("_weight", StringComparison.Ordinal);
        }

        FiniteDifferences.Check(task.Loss, task.Parameters, batch, 1e-2f, 2e-2);
    }

    [Fact]
    public void Run_SameSeed_GivesTheSameWeights()
    {
        float[][] first = Train(1), again = Train(1), other = Train(2);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static float[][] Train(long seed)
        {
            using AnswerTask task = AnswerCase.Task(FusionKind.CrossAttention, seed, dropout: 0.2f);
            TaskTraining.Run(task, 3);
            return [.. task.Parameters.Select(parameter => parameter.Values.ToArray())];
        }
    }

    [Fact]
    public void MakeBatch_MoreQuestionsThanPlaces_DrawsSomeOfThem()
    {
        using AnswerTask task = AnswerCase.Task(FusionKind.Concatenation, places: 1);
        using TrainingBatch one = task.MakeBatch([0], 1);
        TensorBuffer<float> targets = (TensorBuffer<float>)one.Tensors["targets"];

        Assert.Equal([1, 1, AnswerCase.Answers.Length], targets.Shape.ToArray());
        Assert.Equal(1, targets.Span.ToArray().Sum(), 1e-5);
        HashSet<long> lengths = [.. Enumerable.Range(0, 20).Select(draw =>
        {
            using TrainingBatch batch = task.MakeBatch([0], (ulong)draw);
            return batch.Tensors["question_mask"].Shape[2];
        })];
        Assert.Equal([2, 3], lengths.Order());
    }

    [Fact]
    public void AddTo_SeveralPeople_SpreadsTheTargetOverWhatTheySaid()
    {
        AnswerTargets targets = new(["no", "red", "yes"]);
        float[] target = new float[3];

        targets.AddTo(target, new DataSetQuestion("q", "?", ["yes", "yes", "red", "unheard"]), smoothing: 0.3f, weight: 0.5f);

        Closeness.Within([0.05f, (0.35f / 3) + 0.05f, (0.7f / 3) + 0.05f], target, 1e-6);
        Assert.Equal(1, targets.Score(new DataSetQuestion("q", "?", ["yes"]), 2));
        Assert.Equal(0, targets.Score(new DataSetQuestion("q", "?", ["yes"]), 1));
        Assert.False(targets.CanLearn(new DataSetQuestion("q", "?", ["unheard"])));
    }
}
