using Vlm.Evaluation;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training.Captioning;

public sealed class SelfCriticalTaskTests
{
    private static readonly string[][] References =
    [
        ["a dog runs in the snow", "the dog is running fast"], ["a man sits on a bench", "a man on a red bench in the snow"], ["two children play in the snow", "children play with a dog"],
    ];

    [Fact]
    public void Score_CaptionsOfAllPictures_IsCiderDOfTheEvaluation()
    {
        string[] candidates = ["a dog runs in the snow snow snow", "the man sits in the snow", "two dog"];
        Dictionary<string, int> numbers = [];
        CiderReward reward = new([.. References.Select(captions => captions.Select(Words).ToArray())]);
        CaptionSet set = CaptionSet.FromTokens([.. candidates.Select((candidate, i) => new CaptionItem { Id = $"{i}", Candidate = candidate, References = References[i] })]);

        double[] scores = [.. candidates.Select((candidate, i) => reward.Score(i, Words(candidate)))];

        Assert.True(scores[0] > 1, "the first caption is a reference with a word too often");
        Closeness.Within(CiderD.Compute(set).PerItem.ToArray(), scores, 1e-9);

        int[] Words(string text) => [.. text.Split(' ').Select(word => numbers.TryGetValue(word, out int number) ? number : numbers[word] = numbers.Count)];
    }

    [Fact]
    public void MakeBatch_FromAHalfTrainedCaptioner_RaisesTheRewardOfWhatItDraws()
    {
        using SelfCriticalTask task = new(CaptionCase.Settings, CaptionCase.Vocabulary, CaptionCase.Rows, CaptionCase.Pictures(0, 12), CaptionCase.Pictures(12, 8), samples: 4, seed: 1, threads: 1);
        using (CaptionTask start = CaptionCase.Task())
        {
            TaskTraining.Run(start, 45);
            foreach (Parameter parameter in task.Parameters)
            {
                start.Parameters[parameter.Name].Values.CopyTo(parameter.Values);
            }
        }

        double before = Reward(task);
        TaskTraining.Run(task, 25, batchSize: 12, learningRate: 2e-3);
        double middle = Reward(task);
        TaskTraining.Run(task, 25, batchSize: 12, learningRate: 2e-3);
        double after = Reward(task);

        Assert.True(after > before + 1, $"the mean reward went from {before:g3} to {middle:g3} to {after:g3} of 10");
    }

    [Fact]
    public void MakeBatch_OneCaptionAPicture_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SelfCriticalTask(CaptionCase.Settings, CaptionCase.Vocabulary, CaptionCase.Rows, CaptionCase.Pictures(0, 2), CaptionCase.Pictures(2, 2), samples: 1));

    private static double Reward(SelfCriticalTask task)
    {
        using TrainingBatch batch = task.MakeBatch([.. Enumerable.Range(0, 12)], 999);
        return task.LastReward;
    }
}
