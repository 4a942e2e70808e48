using System.Diagnostics;

namespace Vlm.Training;

/// <summary>
/// Trains a task: shuffles, steps, validates, keeps the best weights and the last state. What it does is a function of the
/// settings and the task, so that a run that was killed at any time and resumed ends with the weights of one that was not.
/// </summary>
internal sealed class TrainingLoop : IDisposable
{
    private const int CurvePoints = 400;

    private readonly TrainingTask _task;
    private readonly TrainingSettings _settings;
    private readonly TrainingFolder _folder;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly EpochBatches _batches;
    private readonly RunState _run;
    private readonly TrainingSession _session;
    private readonly long _steps;
    private TrainingClock? _clock;

    public TrainingLoop(TrainingTask task, TrainingSettings settings, TrainingFolder folder, IProgress<TrainingProgress>? progress = null)
    {
        TrainingSettingsRules.Check(settings, "settings");
        if (task.ExampleCount == 0)
        {
            throw new TrainingException("There is no training example. Look at what the data hold with --prepare-only.");
        }

        (_task, _settings, _folder, _progress) = (task, settings, folder, progress);
        _batches = new EpochBatches(task.ExampleCount, settings.BatchSize, settings.Seed);
        _steps = (long)settings.Epochs * _batches.StepsPerEpoch;
        _run = new RunState(task, settings, TrainingRates.ScheduleOf(settings, _steps, _batches.StepsPerEpoch));
        _session = new TrainingSession(task.Loss, _run.Optimizer, new TrainingSessionOptions
        {
            MaxGradientNorm = settings.MaxGradientNorm,
            MaxGradientValue = settings.MaxGradientValue,
            Seed = settings.Seed,
            Threads = settings.Threads,
        });
    }

    private TrainingState State => _run.Counters;

    /// <summary>Trains to the end, and leaves the task with the best weights.</summary>
    /// <param name="resumes">Whether to go on from the folder's last checkpoint; where there is none, the run begins.</param>
    /// <param name="cancellationToken">Stops after the step that runs, and keeps the state.</param>
    /// <returns>What the run was like.</returns>
    /// <exception cref="TrainingException">A loss is not a number, the checkpoint is of another run, or a checkpoint cannot be written; the message says what is kept.</exception>
    public async Task<TrainingState> RunAsync(bool resumes, CancellationToken cancellationToken)
    {
        Begin(resumes);
        _clock = new TrainingClock(_task.Metric, _steps, _batches.StepsPerEpoch, _settings.Epochs, State.Step, State.Seconds);
        try
        {
            while (true)
            {
                if (IsValidationDue)
                {
                    await ValidateAsync(cancellationToken).ConfigureAwait(false);
                }

                if (State.Step == _steps || State.HasStoppedEarly)
                {
                    break;
                }

                TakeStep(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // What was learned so far is kept: the run goes on from here.
            SaveLast();
            throw;
        }
        catch (TrainingException e) when (e.Step is not null)
        {
            SaveLast();
            throw new TrainingException($"{e.Message} The last good weights are kept in {_folder.Last}.", e) { Step = e.Step, Examples = e.Examples };
        }

        _run.RestoreWeights(CheckpointFile.Read(_folder.Best));
        return State;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private bool IsValidationDue => State.Step > 0 && State.ValidatedStep != State.Step
        && (State.Step == _steps || State.Step % (_settings.ValidateEverySteps ?? _batches.StepsPerEpoch) == 0);

    private void Begin(bool resumes)
    {
        _folder.RequireFree(resumes);
        Directory.CreateDirectory(_folder.Own);
        if (File.Exists(_folder.Last))
        {
            _run.Restore(CheckpointFile.Read(_folder.Last));
        }

        TrainingSettingsFile.Write(_folder.Settings, _settings);
    }

    private void TakeStep(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long step = State.Step;
        ReadOnlyMemory<int> examples = _batches.Of(step);
        _run.Optimizer.LearningRate = _run.Schedule.RateAt(step);
        long began = Stopwatch.GetTimestamp();
        TrainingStep taken = examples.Length <= (_settings.MicroBatchSize ?? int.MaxValue) ? StepWhole(examples.Span, step, cancellationToken) : StepInParts(examples.Span, step, cancellationToken);
        State.Step = step + 1;
        _run.UpdateAverage(step / _batches.StepsPerEpoch, State.Step % _batches.StepsPerEpoch == 0);
        Note(taken.Loss, examples.Length, Stopwatch.GetElapsedTime(began));
        if (State.Step % (_settings.CheckpointEverySteps ?? long.MaxValue) == 0)
        {
            SaveLast();
        }
    }

    private TrainingStep StepWhole(ReadOnlySpan<int> examples, long step, CancellationToken cancellationToken)
    {
        using TrainingBatch batch = _task.MakeBatch(examples, _batches.Draw(step, 0));
        return _session.Step(batch, cancellationToken);
    }

    private TrainingStep StepInParts(ReadOnlySpan<int> examples, long step, CancellationToken cancellationToken)
    {
        int parts = (examples.Length + _settings.MicroBatchSize!.Value - 1) / _settings.MicroBatchSize.Value;
        for (int part = 0; part < parts; part++)
        {
            int start = part * examples.Length / parts, end = (part + 1) * examples.Length / parts;
            ReadOnlySpan<int> own = examples[start..end];
            using TrainingBatch batch = _task.MakeBatch(own, _batches.Draw(step, part));
            _session.Accumulate(batch, _task.WeightOf(own, batch), cancellationToken);
        }

        return _session.Apply();
    }

    private void Note(double loss, int examples, TimeSpan time)
    {
        State.LossSum += loss;
        State.LossCount++;
        if (State.LossCount >= Math.Max(1, _steps / CurvePoints) || State.Step == _steps)
        {
            State.Losses.Add(new LossPoint { Step = State.Step, Loss = State.LossSum / State.LossCount, LearningRate = _run.Optimizer.LearningRate });
            (State.LossSum, State.LossCount) = (0, 0);
        }

        _clock!.Add(loss, examples, time);
        _progress?.Report(_clock.Progress(State, _run.Optimizer.LearningRate, isValidating: false));
    }

    private async Task ValidateAsync(CancellationToken cancellationToken)
    {
        _progress?.Report(_clock!.Progress(State, _run.Optimizer.LearningRate, isValidating: true));
        _run.Average?.Swap();
        try
        {
            IReadOnlyDictionary<string, double> scores = await _task.ValidateAsync(cancellationToken).ConfigureAwait(false);
            Judge(scores);
            if (State.BestStep == State.Step)
            {
                Keep(_folder.Best, _run.SaveWeights);
            }
        }
        finally
        {
            _run.Average?.Swap();
        }

        SaveLast();
        _progress?.Report(_clock!.Progress(State, _run.Optimizer.LearningRate, isValidating: false));
    }

    private void Judge(IReadOnlyDictionary<string, double> scores)
    {
        if (!scores.TryGetValue(_task.Metric, out double score) || !double.IsFinite(score))
        {
            throw new TrainingException($"Step {State.Step}: the validation gave {string.Join(", ", scores.Select(pair => $"{pair.Key} {pair.Value}"))}; '{_task.Metric}' must be a finite number.") { Step = State.Step };
        }

        bool isBest = !(score <= State.BestScore);
        (State.BestScore, State.BestStep, State.BadValidations) = isBest ? (score, State.Step, 0) : (State.BestScore, State.BestStep, State.BadValidations + 1);
        State.Validations.Add(new ValidationPoint { Step = State.Step, Epoch = State.Step / (double)_batches.StepsPerEpoch, Scores = scores, IsBest = isBest });
        State.ValidatedStep = State.Step;
        State.HasStoppedEarly = State.BadValidations >= _settings.Patience && State.Step < _steps;
        (_run.Schedule as ReduceOnPlateau)?.Observe(score);
    }

    private void SaveLast() => Keep(_folder.Last, _run.Save);

    private void Keep(string path, Action<string, Func<string, Stream>?> save)
    {
        State.Seconds = _clock!.TotalSeconds;
        try
        {
            save(path, _folder.Create);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string kept = File.Exists(path) ? "The one before is whole" : "There is none before it";
            throw new TrainingException($"{path}: the checkpoint of step {State.Step} cannot be written: {e.Message} {kept}. Make room or name another folder, and resume.", e);
        }
    }
}
