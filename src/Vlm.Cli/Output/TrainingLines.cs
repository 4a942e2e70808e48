using Vlm.Training;

namespace Vlm.Cli.Output;

/// <summary>A line after each validation, where no bar can be seen.</summary>
internal sealed class TrainingLines(Action<string> write) : IProgress<TrainingProgress>
{
    private bool _wasValidating;

    public void Report(TrainingProgress value)
    {
        if (_wasValidating && !value.IsValidating)
        {
            write(TrainingOutput.Line(value));
        }

        _wasValidating = value.IsValidating;
    }
}
