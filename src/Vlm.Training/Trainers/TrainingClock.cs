using System.Diagnostics;

namespace Vlm.Training;

/// <summary>Times and losses of a run, for people to look at: nothing of it goes into the weights.</summary>
internal sealed class TrainingClock(string metric, long steps, int stepsPerEpoch, int epochs, long firstStep, double secondsBefore)
{
    private const double Smoothing = 0.9;

    private readonly long _began = Stopwatch.GetTimestamp();
    private double _loss = double.NaN;
    private double _stepSeconds;
    private long _examples;

    public double TotalSeconds => secondsBefore + Stopwatch.GetElapsedTime(_began).TotalSeconds;

    public void Add(double loss, int examples, TimeSpan time)
    {
        _loss = double.IsNaN(_loss) ? loss : (Smoothing * _loss) + ((1 - Smoothing) * loss);
        _stepSeconds += time.TotalSeconds;
        _examples += examples;
    }

    public TrainingProgress Progress(TrainingState state, double rate, bool isValidating)
    {
        long taken = state.Step - firstStep;
        double perStep = taken > 0 ? Stopwatch.GetElapsedTime(_began).TotalSeconds / taken : 0;
        return new TrainingProgress
        {
            Step = state.Step,
            Steps = steps,
            Epoch = (int)Math.Min(epochs, ((Math.Max(1, state.Step) - 1) / stepsPerEpoch) + 1),
            Epochs = epochs,
            Loss = _loss,
            LearningRate = rate,
            ExamplesPerSecond = _stepSeconds > 0 ? _examples / _stepSeconds : 0,
            TimeLeft = TimeSpan.FromSeconds(perStep * (steps - state.Step)),
            Metric = metric,
            Score = state.Validations is [.., { } last] ? last.Scores[metric] : null,
            BestScore = state.BestScore,
            IsValidating = isValidating,
        };
    }
}
