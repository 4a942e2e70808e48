using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Vlm.Training;

/// <summary>The parameters of a model, in the order in which they were added. Several graphs may use one set: what is trained, scored and exported.</summary>
public sealed class ParameterSet : IReadOnlyList<Parameter>, IDisposable
{
    private readonly List<Parameter> _all = [];
    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);
    private readonly ulong _seed;

    /// <summary>Begins an empty set.</summary>
    /// <param name="seed">What random initial values are drawn from: the same seed and names give the same numbers.</param>
    public ParameterSet(long seed = 0) => _seed = (ulong)seed;

    /// <inheritdoc/>
    public int Count => _all.Count;

    /// <summary>The number of numbers in all parameters.</summary>
    public long Length => _all.Sum(parameter => (long)parameter.Length);

    /// <inheritdoc/>
    public Parameter this[int index] => _all[index];

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Parameter this[string name] =>
        _byName.GetValueOrDefault(name) ?? throw new KeyNotFoundException($"There is no parameter '{name}' among the {Count} of this set.");

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name, unique in the set.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="initialization">What it begins with.</param>
    /// <exception cref="GraphException">The name is taken.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The set owns its parameters.")]
    public Parameter Add(string name, IReadOnlyList<long> shape, Initialization initialization)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(initialization);
        if (_byName.ContainsKey(name))
        {
            throw new GraphException($"There is a parameter '{name}' already; names of parameters are unique in a set.");
        }

        Parameter parameter = new(name, [.. shape]);
        _all.Add(parameter);
        _byName.Add(name, parameter);
        initialization.Fill(new CounterRandom(_seed, CounterRandom.StreamOf(name)), [.. shape], parameter.Values);
        return parameter;
    }

    /// <summary>The parameter of a name, added where there is none yet: so that graphs of one model share their layers.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <param name="initialization">What it begins with.</param>
    /// <exception cref="TensorShapeException">It is there with another shape.</exception>
    public Parameter GetOrAdd(string name, IReadOnlyList<long> shape, Initialization initialization)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (!_byName.TryGetValue(name, out Parameter? known))
        {
            return Add(name, shape, initialization);
        }

        return known.Shape.SequenceEqual(shape)
            ? known
            : throw new TensorShapeException($"parameter '{name}'", TensorBuffer.FormatShape([.. shape]), TensorBuffer.FormatShape([.. known.Shape]));
    }

    /// <summary>The parameter of a name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameter">The parameter; null where there is none.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out Parameter? parameter) => _byName.TryGetValue(name, out parameter);

    /// <summary>Trains weight and bias of a layer at a share of the learning rate; at 0 not at all.</summary>
    internal void TrainAt(string layer, double share)
    {
        foreach (Parameter parameter in (Parameter[])[this[$"{layer}.weight"], this[$"{layer}.bias"]])
        {
            parameter.LearningRateScale = share;
            parameter.IsTrained = share > 0;
        }
    }

    /// <summary>How exported files store all of them.</summary>
    internal void StoreAs(ParameterStorage storage) => _all.ForEach(parameter => parameter.Storage = storage);

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the memory of all parameters back.</summary>
    public void Dispose() => _all.ForEach(parameter => parameter.Dispose());
}
