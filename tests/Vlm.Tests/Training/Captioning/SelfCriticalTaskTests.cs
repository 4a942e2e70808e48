using Vlm.Evaluation;
using Vlm.Tests.Goldens;
using Vlm.Training;
using CaptionTokens = Vlm.Training.CaptionTokens;

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

    [Theory]
    [InlineData(0.5f)]
    [InlineData(1f)]
    public void Loss_SampleTemperature_IsThatOfTheProbabilitiesThatAreDrawnFrom(float temperature)
    {
        CaptionerSettings settings = CaptionCase.Settings with { Dropout = 0, MemoryDropout = 0, RowDropout = 0, SampleTemperature = temperature };
        using SelfCriticalTask task = new(settings, CaptionCase.Vocabulary, CaptionCase.Rows, CaptionCase.Pictures(0, 6), CaptionCase.Pictures(6, 4), samples: 4, seed: 1, threads: 1);
        using TrainingBatch batch = task.MakeBatch([0, 1, 2, 3], 5);
        TrainingGraph graph = new();
        CaptionDecoder decoder = new(graph, task.Parameters, settings, CaptionCase.Vocabulary.Tokens.Count, CaptionCase.Rows.Rows);
        GraphValue features = graph.Input("encoder_hidden_states", TensorElementType.Float32, "pictures", CaptionCase.Rows.Rows, CaptionCase.Rows.RowSize);
        GraphValue ids = graph.Input("input_ids", TensorElementType.Int64, "tokens"), positions = graph.Input("positions", TensorElementType.Int64, "tokens");
        _ = (graph.Input("labels", TensorElementType.Int64, "tokens"), graph.Input("weights", TensorElementType.Float32, "tokens"));
        using GraphRunner runner = new([decoder.Logits(ids, positions, decoder.Picture(features), PackedCaptions.Layout(graph, settings.Heads))], threads: 1);
        using TensorBuffer<float> logits = (TensorBuffer<float>)runner.Run(batch)[0];
        Span<long> labels = ((TensorBuffer<long>)batch.Tensors["labels"]).Span;
        Span<float> weights = ((TensorBuffer<float>)batch.Tensors["weights"]).Span;
        double expected = 0, size = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            // Padding, the unknown word and the begin token are never drawn.
            double[] row = Array.ConvertAll(logits.Row(i)[CaptionTokens.End..].ToArray(), logit => (double)logit / temperature);
            double cost = weights[i] * (Math.Log(row.Sum(Math.Exp)) - row[labels[i] - CaptionTokens.End]);
            expected += cost;
            size += Math.Abs(cost);
        }

        using TrainingSession session = new(task.Loss, new Sgd(0), new TrainingSessionOptions { Threads = 1 });
        Assert.True(size > 0);
        Assert.Equal(expected, session.Differentiate(batch), 1e-4 * Math.Max(1, size));
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
