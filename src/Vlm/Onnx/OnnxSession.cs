using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>One loaded .onnx file. Thread-safe; disposing lets running calls finish and makes later ones fail.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly SessionLifetime _lifetime;
    private readonly Dictionary<string, TensorSpec> _inputs;
    private readonly string[] _outputNames;
    private BoundInputs? _spare;
    private int _liveInputs;
    private int _liveOutputs;

    private OnnxSession(string path, InferenceSession session)
    {
        Path = path;
        _session = session;
        _lifetime = new SessionLifetime(session, this);
        Inputs = Specs(path, session.InputNames, session.InputMetadata);
        Outputs = Specs(path, session.OutputNames, session.OutputMetadata);
        _inputs = Inputs.ToDictionary(s => s.Name);
        _outputNames = [.. session.OutputNames];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the file asks for, in its own order; -1 for dimensions that are free.</summary>
    public IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>What the file gives, in its own order; -1 for dimensions that are free.</summary>
    public IReadOnlyList<TensorSpec> Outputs { get; }

    /// <summary>How many input values are pinned now: 0 between calls.</summary>
    internal int LiveInputs => Volatile.Read(ref _liveInputs);

    /// <summary>How many outputs and cache values of this session are not disposed yet.</summary>
    internal int LiveOutputs => Volatile.Read(ref _liveOutputs);

    /// <summary>Loads a file.</summary>
    /// <exception cref="ModelFolderException">The file is missing, empty, truncated or no ONNX model.</exception>
    public static OnnxSession Load(string path, OnnxSessionOptions? options = null) => Wrap(path, SessionLoader.Open(path, options ?? OnnxSessionOptions.Default));

    /// <summary>Loads as much of a file as some of its outputs need; the session asks for their inputs alone.</summary>
    /// <exception cref="ModelFolderException">As for <see cref="Load(string, OnnxSessionOptions)"/>, or the file has no such output.</exception>
    public static OnnxSession LoadPart(string path, OnnxSessionOptions? options, params ReadOnlySpan<string> outputs) =>
        Wrap(path, SessionLoader.OpenPart(path, options ?? OnnxSessionOptions.Default, outputs));

    /// <summary>Loads a model that stands in memory.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="options">How it is loaded; null for the default.</param>
    /// <exception cref="VlmException">The bytes are no ONNX model that ONNX Runtime takes.</exception>
    public static OnnxSession FromBytes(string name, byte[] model, OnnxSessionOptions? options = null) =>
        Wrap(name, SessionLoader.Open(name, model, options ?? OnnxSessionOptions.Default));

    /// <summary>Whether the file declares an input of this name.</summary>
    public bool HasInput(string name) => _inputs.ContainsKey(name);

    /// <summary>The output of this name; null where the file has none.</summary>
    public TensorSpec? FindOutput(string name) => Outputs.FirstOrDefault(o => o.Name == name);

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">One tensor for each declared input, in any order.</param>
    /// <param name="outputs">The names of the wanted outputs; null for all.</param>
    /// <param name="cancellationToken">Stops the run between two operators.</param>
    /// <returns>The outputs in the order asked for; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">An input is missing or not declared; the message names them all.</exception>
    /// <exception cref="TensorShapeException">A tensor has another shape or element type than declared.</exception>
    public SessionOutputs Run(ReadOnlySpan<SessionInput> inputs, IReadOnlyList<string>? outputs = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> names = outputs ?? _outputNames;
        return SessionOutputs.Wrap(this, names, RunNative(inputs, null, names, cancellationToken));
    }

    /// <summary>Runs the model with some of its inputs standing in memory of their own.</summary>
    /// <param name="inputs">One tensor for each declared input that is not resident.</param>
    /// <param name="resident">The other inputs.</param>
    /// <param name="outputs">The names of the wanted outputs.</param>
    /// <param name="cancellationToken">Stops the run between two operators.</param>
    /// <returns>The outputs in the order asked for; the caller disposes them.</returns>
    public SessionOutputs Run(ReadOnlySpan<SessionInput> inputs, ResidentBinding resident, IReadOnlyList<string> outputs, CancellationToken cancellationToken = default) =>
        SessionOutputs.Wrap(this, outputs, RunNative(inputs, resident.Names, resident.Values, outputs, cancellationToken));

    /// <summary>Runs the model into tensors that exist already; each must have the output's shape.</summary>
    /// <param name="inputs">One tensor for each declared input that is not resident.</param>
    /// <param name="resident">The other inputs.</param>
    /// <param name="outputs">The wanted outputs, which are overwritten.</param>
    /// <param name="cancellationToken">Stops the run between two operators; the outputs are then undefined.</param>
    public void RunInto(ReadOnlySpan<SessionInput> inputs, ResidentBinding resident, ResidentBinding outputs, CancellationToken cancellationToken = default)
    {
        using SessionLifetime.Lease lease = _lifetime.Enter();
        InputCheck.Run(this, inputs, resident.Names);
        using RunCancellation cancellation = new(cancellationToken);
        using BoundInputs bound = BoundInputs.Bind(this, inputs, resident.Names, resident.Values);
        try
        {
            _session.Run(cancellation.Options, bound.Names, bound.Values, outputs.Names, outputs.Values);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failed(e, cancellationToken);
        }
    }

    /// <summary>Runs the model for one output.</summary>
    /// <param name="inputs">One tensor for each declared input, in any order.</param>
    /// <param name="output">The name of the wanted output, alone in its list.</param>
    /// <param name="cancellationToken">Stops the run between two operators.</param>
    /// <param name="reshape">The shape in which the output is wanted, from the one that it has; null for the latter.</param>
    /// <returns>The output; the caller disposes it.</returns>
    /// <exception cref="TensorShapeException">A tensor has another shape or element type than declared, or the output another type than asked for.</exception>
    public TensorBuffer<T> RunOne<T>(
        ReadOnlySpan<SessionInput> inputs, string[] output, CancellationToken cancellationToken, Func<long[], long[]>? reshape = null)
        where T : unmanaged
    {
        OrtValue value = RunNative(inputs, null, output, cancellationToken)[0];
        TensorBuffer tensor;
        try
        {
            tensor = SessionOutputs.Wrap(this, output[0], value, reshape);
        }
        catch
        {
            value.Dispose();
            throw;
        }

        if (tensor is TensorBuffer<T> wanted)
        {
            return wanted;
        }

        using (tensor)
        {
            throw new TensorShapeException($"{Path}: output '{output[0]}'", typeof(T).Name, tensor.ToString(), "Export the model with an output of that type.");
        }
    }

    /// <summary>Runs one step of a decoder: the cache is read as the past and replaced by what the step makes of it.</summary>
    /// <param name="inputs">One tensor for each declared input that is not part of the cache.</param>
    /// <param name="output">The wanted output besides the cache, such as <c>logits</c>.</param>
    /// <param name="cache">Read, then advanced.</param>
    /// <param name="cancellationToken">Stops the run between two operators; the cache is left as it was.</param>
    /// <returns>The wanted output; the caller disposes it.</returns>
    public TensorBuffer Step(ReadOnlySpan<SessionInput> inputs, string output, KeyValueCache cache, CancellationToken cancellationToken = default) =>
        Step(inputs, output, cache, cache, cancellationToken);

    /// <summary>The same, with what the step makes of the cache in another one.</summary>
    /// <param name="inputs">One tensor for each declared input that is not part of the cache.</param>
    /// <param name="output">The wanted output besides the cache.</param>
    /// <param name="past">Read.</param>
    /// <param name="present">Advanced; the same as the past, or one that was unfilled.</param>
    /// <param name="cancellationToken">Stops the run between two operators; both caches are left as they were.</param>
    public TensorBuffer Step(ReadOnlySpan<SessionInput> inputs, string output, KeyValueCache past, KeyValueCache present, CancellationToken cancellationToken)
    {
        bool first = !past.IsFilled;
        IReadOnlyList<OrtValue> values = RunNative(inputs, past, past.Layout.OutputNames(output, first), cancellationToken);
        present.Advance(values, 1, first);
        return SessionOutputs.Wrap(this, output, values[0]);
    }

    /// <summary>Runs the first step of a decoder in a file of its own, which reads no cache and makes it.</summary>
    /// <param name="inputs">One tensor for each declared input.</param>
    /// <param name="output">The wanted output besides the cache.</param>
    /// <param name="cache">The cache of the file for the later steps; filled.</param>
    /// <param name="cancellationToken">Stops the run between two operators; the cache is left as it was.</param>
    public TensorBuffer Begin(ReadOnlySpan<SessionInput> inputs, string output, KeyValueCache cache, CancellationToken cancellationToken)
    {
        IReadOnlyList<OrtValue> values = RunNative(inputs, null, cache.Layout.OutputNames(output, first: true), cancellationToken);
        cache.Advance(values, 1, first: true);
        return SessionOutputs.Wrap(this, output, values[0]);
    }

    public void Dispose() => _lifetime.Dispose();

    /// <summary>The arrays of a finished run, if any are at hand.</summary>
    internal BoundInputs? TakeSpare() => Interlocked.Exchange(ref _spare, null);

    /// <summary>Keeps the arrays of a finished run for the next one.</summary>
    internal void KeepSpare(BoundInputs bound) => Volatile.Write(ref _spare, bound);

    internal TensorSpec InputNamed(string name) => _inputs[name];

    internal void CountInputs(int change) => Interlocked.Add(ref _liveInputs, change);

    internal void CountOutputs(int change) => Interlocked.Add(ref _liveOutputs, change);

    private IReadOnlyList<OrtValue> RunNative(ReadOnlySpan<SessionInput> inputs, KeyValueCache? cache, IReadOnlyList<string> outputs, CancellationToken cancellationToken) =>
        RunNative(inputs, cache?.Layout.PastNames ?? [], cache?.Values ?? [], outputs, cancellationToken);

    private IReadOnlyList<OrtValue> RunNative(
        ReadOnlySpan<SessionInput> inputs, string[] heldNames, OrtValue[] held, IReadOnlyList<string> outputs, CancellationToken cancellationToken)
    {
        using SessionLifetime.Lease lease = _lifetime.Enter();
        InputCheck.Run(this, inputs, heldNames);
        using RunCancellation cancellation = new(cancellationToken);
        using BoundInputs bound = BoundInputs.Bind(this, inputs, heldNames, held);
        try
        {
            return _session.Run(cancellation.Options, bound.Names, bound.Values, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failed(e, cancellationToken);
        }
    }

    private VlmException Failed(OnnxRuntimeException e, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new VlmException($"{Path}: the run failed: {e.Message.TrimEnd()} Check that the inputs fit the model.", e);
    }

    private static OnnxSession Wrap(string name, InferenceSession session)
    {
        try
        {
            return new OnnxSession(name, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static TensorSpec[] Specs(string path, IReadOnlyList<string> names, IReadOnlyDictionary<string, NodeMetadata> metadata)
    {
        TensorSpec[] specs = new TensorSpec[names.Count];
        for (int i = 0; i < specs.Length; i++)
        {
            NodeMetadata node = metadata[names[i]];
            TensorElementType type = (node.IsTensor ? ElementTypes.FromOrt(node.ElementDataType) : null)
                ?? throw new UnsupportedModelException($"{path}: '{names[i]}' is not a tensor of numbers ({node.OnnxValueType}); such models are not run.");
            specs[i] = new TensorSpec(names[i], type, Array.ConvertAll(node.Dimensions, d => (long)d)) { DimensionNames = node.SymbolicDimensions };
        }

        return specs;
    }
}
