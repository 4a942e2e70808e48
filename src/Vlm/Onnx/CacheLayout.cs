namespace Vlm.Onnx;

/// <summary>Which inputs and outputs of a decoder are its cache, read from the file's own names: <c>past…</c> beside <c>present…</c>.</summary>
internal sealed class CacheLayout
{
    private readonly TensorSpec[] _past;
    private readonly string[] _present;
    private readonly string[] _renewed;
    private string[] _firstOutputs = [];
    private string[] _laterOutputs = [];

    private CacheLayout(OnnxSession session, OnnxSession first, TensorSpec[] past)
    {
        Session = session;
        _past = past;
        PastNames = Array.ConvertAll(past, p => p.Name);
        Crossed = Array.ConvertAll(past, p => p.Name.Contains(".encoder.", StringComparison.Ordinal));
        _present = Array.ConvertAll(past, p => PresentOf(first, p.Name));
        _renewed = [.. PastNames.Where((_, i) => !Crossed[i]).Select(name => PresentOf(session, name))];
        TokenAxes = Array.ConvertAll(past, p => Enumerable.Range(1, Math.Max(0, p.Dimensions.Count - 1)).FirstOrDefault(axis => p.Dimensions[axis] < 0, -1));
    }

    public OnnxSession Session { get; }

    public string[] PastNames { get; }

    /// <summary>Which entries hold the keys and values of the encoder's states: made by the first step and kept from then on.</summary>
    public bool[] Crossed { get; }

    /// <summary>Per entry, the axis along which the tokens stand; -1 where an entry keeps a state of fixed size instead, as convolutions do.</summary>
    public int[] TokenAxes { get; }

    /// <summary>Whether every entry holds something of each token, so that later tokens can be forgotten again.</summary>
    public bool IsPerToken => Array.IndexOf(TokenAxes, -1) < 0;

    public int Count => _past.Length;

    /// <summary>The cache that a file reads.</summary>
    /// <param name="session">The file.</param>
    /// <param name="first">The file that makes it in the first step; null for the same one.</param>
    /// <exception cref="ModelFolderException">A past input has no present output.</exception>
    public static CacheLayout Of(OnnxSession session, OnnxSession? first = null) =>
        new(session, first ?? session, [.. session.Inputs.Where(i => i.Name.StartsWith("past", StringComparison.Ordinal))]);

    /// <summary>The wanted output with the cache's behind it: in the first step all, later those that a step changes.</summary>
    /// <param name="output">The wanted output.</param>
    /// <param name="first">Whether the cache is still empty.</param>
    public string[] OutputNames(string output, bool first)
    {
        // A decoder is asked for the same output at every step.
        ref string[] kept = ref first ? ref _firstOutputs : ref _laterOutputs;
        string[] names = Volatile.Read(ref kept);
        if (names.Length == 0 || names[0] != output)
        {
            Volatile.Write(ref kept, names = [output, .. first ? _present : _renewed]);
        }

        return names;
    }

    /// <summary>The shape of an entry before the first step: no positions yet.</summary>
    public long[] EmptyShape(int entry, int rows)
    {
        IReadOnlyList<long> declared = _past[entry].Dimensions;
        long[] shape = [rows, .. declared.Skip(1)];
        int free = Array.IndexOf(shape, -1, 1);
        if (free >= 0)
        {
            shape[free] = 0;
        }

        return Array.IndexOf(shape, -1) < 0
            ? shape
            : throw new ModelFolderException(
                Session.Path, $"the cache input {_past[entry]} has more than one free dimension besides the batch, so that an empty cache has no definite shape. Export the model with fixed head counts and sizes.");
    }

    public TensorElementType ElementType(int entry) => _past[entry].ElementType;

    private static string PresentOf(OnnxSession session, string past)
    {
        const string Keys = "past_key_values";
        string rest = past.StartsWith(Keys, StringComparison.Ordinal) ? past[Keys.Length..] : past["past".Length..];
        foreach (string candidate in new[] { "present" + rest, "present" + past["past".Length..] })
        {
            if (session.FindOutput(candidate) is not null)
            {
                return candidate;
            }
        }

        throw new ModelFolderException(
            session.Path, $"the cache input '{past}' has no output 'present{rest}' beside it; outputs: {string.Join(", ", session.Outputs.Select(o => o.Name))}. Export the decoder with its cache.");
    }
}
