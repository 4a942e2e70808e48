using System.Diagnostics;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>One loaded .onnx file. Thread-safe; disposing lets running calls finish and makes later ones fail.</summary>
internal sealed class OnnxSession : IDisposable
{
    private const int MaxOnStack = 512;

    private readonly InferenceSession _session;
    private readonly SessionLifetime _lifetime;
    private readonly Dictionary<string, TensorSpec> _inputs;
    private readonly Dictionary<string, byte[]> _nativeNames = [];
    private readonly string[] _outputNames;
    private SessionBinding? _spare;
    private int _liveInputs;
    private int _liveOutputs;
    private int _runs;
    private long _runTicks;

    private OnnxSession(string path, InferenceSession session)
    {
        Path = path;
        _session = session;
        Inputs = Specs(path, session.InputNames, session.InputMetadata);
        Outputs = Specs(path, session.OutputNames, session.OutputMetadata);
        _inputs = Inputs.ToDictionary(s => s.Name);
        _outputNames = [.. session.OutputNames];
        foreach (string name in session.InputNames.Concat(session.OutputNames))
        {
            _nativeNames[name] = Encoding.UTF8.GetBytes(name + '\0');
        }

        // Last, so that a file that is refused above was never open.
        _lifetime = new SessionLifetime(this, Free);
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

    /// <summary>How many runs this session has made.</summary>
    internal int Runs => Volatile.Read(ref _runs);

    /// <summary>The time that all of them have spent inside ONNX Runtime.</summary>
    internal TimeSpan TimeInRuns => Stopwatch.GetElapsedTime(0, Volatile.Read(ref _runTicks));

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
        nint[] values = new nint[names.Count];
        RunNative(inputs, [], [], names, values, cancellationToken);
        return SessionOutputs.Wrap(this, names, values);
    }

    /// <summary>Runs the model with some of its inputs standing in memory of their own.</summary>
    /// <param name="inputs">One tensor for each declared input that is not resident.</param>
    /// <param name="resident">The other inputs.</param>
    /// <param name="outputs">The names of the wanted outputs.</param>
    /// <param name="cancellationToken">Stops the run between two operators.</param>
    /// <returns>The outputs in the order asked for; the caller disposes them.</returns>
    public SessionOutputs Run(ReadOnlySpan<SessionInput> inputs, ResidentBinding resident, IReadOnlyList<string> outputs, CancellationToken cancellationToken = default)
    {
        nint[] values = new nint[outputs.Count];
        RunNative(inputs, resident.Names, resident.Values, outputs, values, cancellationToken);
        GC.KeepAlive(resident);
        return SessionOutputs.Wrap(this, outputs, values);
    }

    /// <summary>Runs the model into tensors that exist already; each must have the output's shape.</summary>
    /// <param name="inputs">One tensor for each declared input that is not resident.</param>
    /// <param name="resident">The other inputs.</param>
    /// <param name="outputs">The wanted outputs, which are overwritten.</param>
    /// <param name="cancellationToken">Stops the run between two operators; the outputs are then undefined.</param>
    public void RunInto(ReadOnlySpan<SessionInput> inputs, ResidentBinding resident, ResidentBinding outputs, CancellationToken cancellationToken = default)
    {
        using SessionLifetime.Lease lease = _lifetime.Enter();
        using SessionBinding binding = Bind(inputs, resident.Names, resident.Values, cancellationToken);
        binding.Ask(outputs);
        GC.KeepAlive(resident);
        Run(binding, cancellationToken);
        GC.KeepAlive(outputs);
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
        nint value = 0;
        RunNative(inputs, [], [], output, new Span<nint>(ref value), cancellationToken);
        TensorBuffer tensor = SessionOutputs.Wrap(this, output[0], value, reshape);
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
        return Advance(inputs, past.Layout.PastNames, past, past.Layout.OutputNames(output, first), present, first, cancellationToken);
    }

    /// <summary>Runs the first step of a decoder in a file of its own, which reads no cache and makes it.</summary>
    /// <param name="inputs">One tensor for each declared input.</param>
    /// <param name="output">The wanted output besides the cache.</param>
    /// <param name="cache">The cache of the file for the later steps; filled.</param>
    /// <param name="cancellationToken">Stops the run between two operators; the cache is left as it was.</param>
    public TensorBuffer Begin(ReadOnlySpan<SessionInput> inputs, string output, KeyValueCache cache, CancellationToken cancellationToken)
    {
        return Advance(inputs, [], null, cache.Layout.OutputNames(output, first: true), cache, first: true, cancellationToken);
    }

    public void Dispose() => _lifetime.Dispose();

    /// <summary>Keeps the emptied binding of a finished run for the next one.</summary>
    internal void KeepSpare(SessionBinding binding) => Interlocked.Exchange(ref _spare, binding)?.Release();

    internal TensorSpec InputNamed(string name) => _inputs[name];

    /// <summary>The name of an input or output as ONNX Runtime reads it, UTF-8 that ends in 0.</summary>
    internal byte[] NativeName(string name) =>
        _nativeNames.TryGetValue(name, out byte[]? text) ? text : throw new ArgumentException($"{Path}: there is no input or output '{name}'; outputs: {string.Join(", ", Outputs)}.", nameof(name));

    internal void CountInputs(int change) => Interlocked.Add(ref _liveInputs, change);

    internal void CountOutputs(int change) => Interlocked.Add(ref _liveOutputs, change);

    private TensorBuffer Advance(
        ReadOnlySpan<SessionInput> inputs, string[] pastNames, KeyValueCache? past, string[] outputs, KeyValueCache present, bool first, CancellationToken cancellationToken)
    {
        Span<nint> values = outputs.Length <= MaxOnStack ? stackalloc nint[outputs.Length] : new nint[outputs.Length];
        RunNative(inputs, pastNames, past is null ? [] : past.Values, outputs, values, cancellationToken);
        GC.KeepAlive(past);
        present.Advance(values[1..], first);
        return SessionOutputs.Wrap(this, outputs[0], values[0]);
    }

    private void RunNative(
        ReadOnlySpan<SessionInput> inputs, string[] heldNames, ReadOnlySpan<nint> held, IReadOnlyList<string> outputs, Span<nint> values, CancellationToken cancellationToken)
    {
        using SessionLifetime.Lease lease = _lifetime.Enter();
        using SessionBinding binding = Bind(inputs, heldNames, held, cancellationToken);
        binding.Ask(outputs);
        Run(binding, cancellationToken);
        binding.Take(values);
    }

    private SessionBinding Bind(ReadOnlySpan<SessionInput> inputs, string[] heldNames, ReadOnlySpan<nint> held, CancellationToken cancellationToken)
    {
        InputCheck.Run(this, inputs, heldNames);
        cancellationToken.ThrowIfCancellationRequested();

        // A call that finds no spare binding, because another call has it, makes its own.
        SessionBinding binding = Interlocked.Exchange(ref _spare, null) ?? new SessionBinding(this, _session.CreateIoBinding());
        try
        {
            binding.Feed(inputs, heldNames, held);
            return binding;
        }
        catch
        {
            binding.Dispose();
            throw;
        }
    }

    private void Run(SessionBinding binding, CancellationToken cancellationToken)
    {
        using RunCancellation cancellation = new(binding.Options, cancellationToken);
        long began = Stopwatch.GetTimestamp();
        try
        {
            _session.RunWithBinding(binding.Options, binding.Native);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failed(e, cancellationToken);
        }
        finally
        {
            Interlocked.Add(ref _runTicks, Stopwatch.GetTimestamp() - began);
            Interlocked.Increment(ref _runs);
        }
    }

    private void Free()
    {
        Interlocked.Exchange(ref _spare, null)?.Release();
        _session.Dispose();
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
