namespace Vlm.Training;

/// <summary>
/// Changes parameters by their gradients, in place. What it remembers of each parameter (momenta) belongs to it and to
/// checkpoints. One optimizer serves one session; not thread-safe.
/// </summary>
public abstract class Optimizer
{
    // Short enough that a block of every array stays in the cache.
    private const int Block = 1 << 10;

    private readonly Dictionary<string, float[][]> _states = new(StringComparer.Ordinal);
    private readonly string[] _stateNames;

    private protected Optimizer(double learningRate, params string[] stateNames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        LearningRate = learningRate;
        _stateNames = stateNames;
    }

    /// <summary>The step size; a schedule sets it before each step.</summary>
    public double LearningRate { get; set; }

    /// <summary>How many steps were taken.</summary>
    public long StepCount { get; private set; }

    /// <summary>What is remembered of each parameter, by <c>parameter/name</c>: the arrays themselves, for checkpoints.</summary>
    public IReadOnlyDictionary<string, float[]> State => _states
        .SelectMany(pair => pair.Value.Select((values, i) => ($"{pair.Key}/{_stateNames[i]}", values)))
        .ToDictionary(pair => pair.Item1, pair => pair.values, StringComparer.Ordinal);

    /// <summary>Takes back what a checkpoint holds.</summary>
    /// <param name="stepCount">How many steps were taken.</param>
    /// <param name="state">As <see cref="State"/> gave it.</param>
    /// <exception cref="TrainingException">An entry is missing or has no name of this optimizer.</exception>
    public void Restore(long stepCount, IReadOnlyDictionary<string, float[]> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _states.Clear();
        StepCount = stepCount;
        foreach ((string key, float[] values) in state)
        {
            int cut = key.LastIndexOf('/'), index = cut < 0 ? -1 : Array.IndexOf(_stateNames, key[(cut + 1)..]);
            if (index < 0)
            {
                throw new TrainingException($"The checkpoint's '{key}' is nothing that {GetType().Name} remembers ({string.Join(", ", _stateNames)}). Resume with the optimizer that the run began with.");
            }

            float[][] arrays = _states.GetValueOrDefault(key[..cut]) ?? (_states[key[..cut]] = new float[_stateNames.Length][]);
            arrays[index] = [.. values];
        }

        if (_states.FirstOrDefault(pair => pair.Value.Any(values => values is null)) is { Key: { } torn })
        {
            throw new TrainingException($"The checkpoint lacks a part of what {GetType().Name} remembers of '{torn}'; it is damaged. Resume from the one before.");
        }
    }

    /// <summary>One step. The same numbers whatever the number of threads: every element is changed by itself.</summary>
    internal void Step(GradientShares shares, GradientScaling scaling)
    {
        StepCount++;

        // What is not remembered yet begins here, before several threads ask for it.
        foreach (ParameterGradient gradient in shares.Gradients)
        {
            _ = StateOf(gradient.Parameter);
        }

        if (shares.All.Count == 1)
        {
            Run(shares.All[0], scaling);
            return;
        }

        Parallel.ForEach(shares.All, share => Run(share, scaling));
    }

    /// <summary>Changes a block of a parameter.</summary>
    /// <param name="values">The parameter's numbers.</param>
    /// <param name="gradient">Their gradients, scaled and clipped; may be overwritten.</param>
    /// <param name="state">What is remembered of them, as many numbers each.</param>
    /// <param name="settings">The step size and the decay for this parameter.</param>
    private protected abstract void Update(Span<float> values, Span<float> gradient, in OptimizerState state, in StepSettings settings);

    /// <summary>The decay for parameters that decay.</summary>
    private protected virtual double Decay => 0;

    private void Run(GradientShare share, GradientScaling scaling)
    {
        Parameter parameter = share.Gradient.Parameter;
        float[][] state = _states[parameter.Name];
        StepSettings settings = new(LearningRate * parameter.LearningRateScale, parameter.Decays ? Decay : 0, StepCount);
        Span<float> scaled = stackalloc float[Block];
        for (int at = share.Start, end = share.Start + share.Count; at < end; at += Block)
        {
            int count = Math.Min(Block, end - at);
            Span<float> own = scaled[..count];
            scaling.Apply(share.Gradient.Gradient.Slice(at, count), own);
            Update(parameter.Values.Slice(at, count), own, new OptimizerState(state, at, count), settings);
        }
    }

    private float[][] StateOf(Parameter parameter)
    {
        if (!_states.TryGetValue(parameter.Name, out float[][]? state))
        {
            state = [.. _stateNames.Select(_ => new float[parameter.Length])];
            _states[parameter.Name] = state;
        }

        return state.Length == 0 || state[0].Length == parameter.Length
            ? state
            : throw new TrainingException($"What is remembered of '{parameter.Name}' has {state[0].Length} numbers, the parameter {parameter.Length}: the checkpoint belongs to another model.");
    }
}
