using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

/// <summary>Cancels a run after a step.</summary>
internal sealed class StopAfter(long step, CancellationTokenSource source) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.Step == step)
        {
            source.Cancel();
        }
    }
}
