using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Trains a task for some steps without the loop around it.</summary>
internal static class TaskTraining
{
    /// <summary>Takes steps over all examples in turn and gives the mean losses of the first and of the last steps.</summary>
    public static (double First, double Last) Run(TrainingTask task, int steps, int batchSize = 4, double learningRate = 5e-3)
    {
        using TrainingSession session = new(task.Loss, new Adam(learningRate), new TrainingSessionOptions { MaxGradientNorm = 1, Threads = 1 });
        double[] losses = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            int[] examples = [.. Enumerable.Range(step * batchSize, batchSize).Select(i => i % task.ExampleCount)];
            using TrainingBatch batch = task.MakeBatch(examples, (ulong)step);
            losses[step] = session.Step(batch).Loss;
        }

        int some = Math.Max(1, steps / 10);
        return (losses.Take(some).Average(), losses.TakeLast(some).Average());
    }
}
