using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Everything that a run remembers: parameters, optimizer, average, schedule and counters, to and from checkpoints.</summary>
internal sealed class RunState
{
    private const string ParameterPrefix = "parameter/";
    private const string OptimizerPrefix = "optimizer/";
    private const string AveragePrefix = "average/";

    private readonly ParameterSet _parameters;
    private readonly TrainingSettings _settings;

    public RunState(TrainingTask task, TrainingSettings settings, LearningRateSchedule schedule)
    {
        _parameters = task.Parameters;
        _settings = settings;
        Schedule = schedule;
        Optimizer = TrainingRates.OptimizerOf(settings);
        Counters = new TrainingState { Task = task.Name, Settings = TrainingSettingsFile.ToJson(settings), Facts = task.Facts };
    }

    public Optimizer Optimizer { get; }

    public LearningRateSchedule Schedule { get; }

    public TrainingState Counters { get; private set; }

    /// <summary>The average of the weights; null before the first update, and where none is kept.</summary>
    public WeightAverage? Average { get; private set; }

    /// <summary>Takes the weights into the average, where the settings ask for it at this time.</summary>
    public void UpdateAverage(long epoch, bool isEndOfEpoch)
    {
        if (epoch < _settings.AverageFromEpoch || _settings.Averaging == AveragingKind.None || (_settings.Averaging == AveragingKind.Mean && !isEndOfEpoch))
        {
            return;
        }

        Average ??= NewAverage();
        Average.Update();
    }

    /// <summary>Writes all of it, so that a run can go on.</summary>
    public void Save(string path, Func<string, Stream>? create)
    {
        Counters.AverageUpdates = Average?.UpdateCount ?? 0;
        Counters.Plateau = (Schedule as ReduceOnPlateau)?.State;
        CheckpointTensor[] tensors =
        [
            .. Weights(),
            .. Optimizer.State.Select(pair => new CheckpointTensor(OptimizerPrefix + pair.Key, pair.Value)),
            .. (Average?.Values ?? new Dictionary<string, float[]>()).Select(pair => new CheckpointTensor(AveragePrefix + pair.Key, pair.Value)),
        ];
        CheckpointFile.Write(path, Counters, tensors, create);
    }

    /// <summary>Writes the weights as they are now.</summary>
    public void SaveWeights(string path, Func<string, Stream>? create) => CheckpointFile.Write(path, Counters, [.. Weights()], create);

    /// <summary>Takes back a checkpoint of the same run.</summary>
    /// <exception cref="TrainingException">It belongs to another task, other settings, other data or another model.</exception>
    public void Restore(CheckpointContents contents)
    {
        CheckBelonging(contents);
        RestoreWeights(contents);
        Counters = contents.State;
        Optimizer.Restore(Counters.Step, contents.Under(OptimizerPrefix));
        (Schedule as ReduceOnPlateau)?.Restore(Counters.Plateau ?? throw new TrainingException($"{contents.Path}: the checkpoint lacks what its schedule has seen."));
        if (Counters.AverageUpdates > 0)
        {
            Average = NewAverage();
            Average.Restore(Counters.AverageUpdates, contents.Under(AveragePrefix));
        }
    }

    /// <summary>Takes back the weights alone.</summary>
    /// <exception cref="TrainingException">They belong to another model.</exception>
    public void RestoreWeights(CheckpointContents contents)
    {
        Dictionary<string, float[]> stored = contents.Under(ParameterPrefix);
        foreach (Parameter parameter in _parameters)
        {
            if (!stored.TryGetValue(parameter.Name, out float[]? values) || values.Length != parameter.Length)
            {
                throw new TrainingException(
                    $"{contents.Path}: its parameter '{parameter.Name}' has {values?.Length ?? 0} numbers, the model's {parameter.Length} {TensorBuffer.FormatShape([.. parameter.Shape])}: the checkpoint belongs to another model.");
            }
        }

        foreach (Parameter parameter in _parameters)
        {
            stored[parameter.Name].CopyTo(parameter.Values);
        }
    }

    private IEnumerable<CheckpointTensor> Weights() => _parameters.Select(parameter => new CheckpointTensor(ParameterPrefix + parameter.Name, parameter));

    private WeightAverage NewAverage() => _settings.Averaging == AveragingKind.Mean ? WeightAverage.Mean(_parameters) : WeightAverage.Exponential(_parameters, _settings.AverageDecay);

    private void CheckBelonging(CheckpointContents contents)
    {
        TrainingState state = contents.State;
        if (state.Task != Counters.Task)
        {
            throw new TrainingException($"{contents.Path}: a run of '{state.Task}', not of '{Counters.Task}'. Name another folder.");
        }

        foreach ((string key, JsonNode? value) in Counters.Settings)
        {
            if (!JsonNode.DeepEquals(value, state.Settings[key]))
            {
                throw new TrainingException($"{contents.Path}: the run began with {key} = {Shown(state.Settings[key])}; now it is {Shown(value)}. Resume with the settings that it began with ({TrainingFolder.Name}/settings.json), or begin another run in another folder.");
            }
        }

        foreach (string fact in Counters.Facts.Keys.Union(state.Facts.Keys))
        {
            string? now = Counters.Facts.GetValueOrDefault(fact), before = state.Facts.GetValueOrDefault(fact);
            if (now != before)
            {
                throw new TrainingException($"{contents.Path}: {fact}: {before ?? "not stated"} when the run began, now {now ?? "not stated"}. Resume with the same data and model, or begin another run in another folder.");
            }
        }
    }

    private static string Shown(JsonNode? value) => value?.ToJsonString() ?? "null";
}
