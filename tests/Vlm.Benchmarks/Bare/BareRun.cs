using Microsoft.ML.OnnxRuntime;

namespace Vlm.Benchmarks.Bare;

/// <summary>One bare run with inputs that are bound once: the least that a run can cost.</summary>
internal sealed class BareRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly string[] _names;
    private readonly OrtValue[] _values;
    private readonly string[] _outputs;
    private readonly RunOptions _options = new();

    /// <summary>Takes over the values; the session stays the caller's.</summary>
    public BareRun(InferenceSession session, IReadOnlyDictionary<string, OrtValue> inputs, IReadOnlyList<string> outputs)
    {
        _session = session;
        _names = [.. inputs.Keys];
        _values = [.. inputs.Values];
        _outputs = [.. outputs];
    }

    public void Run()
    {
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_options, _names, _values, _outputs);
    }

    public void Dispose()
    {
        foreach (OrtValue value in _values)
        {
            value.Dispose();
        }

        _options.Dispose();
    }

    /// <summary>A value over a copy of a tensor.</summary>
    public static OrtValue Value<T>(ReadOnlySpan<T> elements, params long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(elements.ToArray(), shape);
}
