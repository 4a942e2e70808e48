using System.Numerics.Tensors;

namespace Vlm.Training;

/// <summary>
/// A running average of parameters, often better than the last ones: an exponential moving average, or the plain mean of
/// several states (stochastic weight averaging, P. Izmailov et al., 2018). Not thread-safe.
/// </summary>
public sealed class WeightAverage
{
    private readonly ParameterSet _parameters;
    private readonly Dictionary<string, float[]> _averages;
    private readonly Func<long, double> _decay;

    private WeightAverage(ParameterSet parameters, Func<long, double> decay)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = parameters;
        _averages = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Values.ToArray(), StringComparer.Ordinal);
        _decay = decay;
    }

    /// <summary>How often <see cref="Update"/> was called.</summary>
    public long UpdateCount { get; private set; }

    /// <summary>The averages by the names of their parameters: the arrays themselves, for checkpoints.</summary>
    public IReadOnlyDictionary<string, float[]> Values => _averages;

    /// <summary>a ← d a + (1 − d) w, beginning at the parameters as they are now.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="decay">d.</param>
    /// <param name="warmsUp">Whether d is at most (1 + t) / (10 + t) at the t-th update, so that early averages are not ruled by the start.</param>
    public static WeightAverage Exponential(ParameterSet parameters, double decay = 0.999, bool warmsUp = true) =>
        new(parameters, t => warmsUp ? Math.Min(decay, (1.0 + t) / (10.0 + t)) : decay);

    /// <summary>The mean of the parameters at every update.</summary>
    /// <param name="parameters">The parameters.</param>
    public static WeightAverage Mean(ParameterSet parameters) => new(parameters, t => (t - 1.0) / t);

    /// <summary>Takes the parameters as they are now into the average.</summary>
    public void Update()
    {
        UpdateCount++;
        float kept = (float)_decay(UpdateCount);
        Parallel.ForEach(_parameters, parameter =>
        {
            float[] average = _averages[parameter.Name];
            TensorPrimitives.Lerp(parameter.Values, average, kept, average);
        });
    }

    /// <summary>Exchanges the average and the parameters: before validating and exporting, and again to go on training.</summary>
    public void Swap()
    {
        foreach (Parameter parameter in _parameters)
        {
            float[] average = _averages[parameter.Name], own = parameter.Values.ToArray();
            average.CopyTo(parameter.Values);
            own.CopyTo(average, 0);
        }
    }

    /// <summary>Takes back what a checkpoint holds.</summary>
    /// <param name="updateCount">How often it was updated.</param>
    /// <param name="values">As <see cref="Values"/> gave them.</param>
    /// <exception cref="TrainingException">A parameter is missing or has another size.</exception>
    public void Restore(long updateCount, IReadOnlyDictionary<string, float[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach ((string name, float[] average) in _averages)
        {
            if (!values.TryGetValue(name, out float[]? stored) || stored.Length != average.Length)
            {
                throw new TrainingException($"The checkpoint's average of '{name}' has {stored?.Length ?? 0} numbers, the parameter {average.Length}: it belongs to another model.");
            }

            stored.CopyTo(average, 0);
        }

        UpdateCount = updateCount;
    }
}
