namespace Vlm.Training;

/// <summary>
/// A model in an .onnx file that becomes a part of a training graph: its nodes are differentiated as they stand, the chosen
/// weights become parameters, and the file is written again with the trained numbers in the precision in which it stored them.
/// </summary>
public sealed class OnnxModule
{
    private OnnxModule(OnnxFile file)
    {
        File = file;
        FileWeights = new FileWeights(file);
        Dictionary<string, int> blocks = BlockNumbers.Of(file, FileWeights);
        Dictionary<string, ProductOperand> operands = ProductOperands.Of(file, FileWeights);
        Weights = [.. FileWeights.All.Select(weight => new OnnxModuleWeight(weight, blocks.TryGetValue(weight.Name, out int block) ? block : null, operands.GetValueOrDefault(weight.Name)))];
        BlockCount = blocks.Count == 0 ? 0 : blocks.Values.Max() + 1;
    }

    /// <summary>The names of what it is fed.</summary>
    public IReadOnlyList<string> Inputs => File.Inputs;

    /// <summary>The names of what it gives.</summary>
    public IReadOnlyList<string> Outputs => File.Outputs;

    /// <summary>The weights that can be trained.</summary>
    public IReadOnlyList<OnnxModuleWeight> Weights { get; }

    /// <summary>How many blocks of layers it has.</summary>
    public int BlockCount { get; }

    internal OnnxFile File { get; }

    internal FileWeights FileWeights { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The .onnx file, with its weights inside.</param>
    /// <exception cref="ModelFolderException">It is missing or damaged, keeps weights elsewhere, or has branches.</exception>
    public static OnnxModule Read(string path) => new(OnnxFileReader.Read(path));

    /// <summary>Chooses the weights of the last blocks, for <see cref="FineTuningOptions.Trains"/>.</summary>
    /// <param name="count">How many blocks; all of them leaves embeddings and heads frozen.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public Func<OnnxModuleWeight, bool> LastBlocks(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, BlockCount);
        int first = BlockCount - count;
        return weight => weight.Block >= first;
    }

    /// <summary>Adds the model to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The set that holds what is trained; weights that are not there yet are unpacked from the file.</param>
    /// <param name="inputs">A value of the graph for each input.</param>
    /// <param name="options">What is trained; null for all.</param>
    /// <returns>The values of its outputs by name.</returns>
    /// <exception cref="GraphException">An input is missing, or shapes do not fit.</exception>
    public IReadOnlyDictionary<string, GraphValue> AddTo(TrainingGraph graph, ParameterSet parameters, IReadOnlyDictionary<string, GraphValue> inputs, FineTuningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        return new OnnxImport(this, graph, parameters, options ?? new FineTuningOptions()).Run(inputs, Outputs);
    }

    /// <summary>The same for one of the outputs: what others alone need is left out.</summary>
    internal GraphValue AddOutputTo(TrainingGraph graph, ParameterSet parameters, IReadOnlyDictionary<string, GraphValue> inputs, FineTuningOptions options, string output) =>
        new OnnxImport(this, graph, parameters, options).Run(inputs, [output])[output];

    /// <summary>Writes the file again: trained weights in their stored precision, adapters added to their weights, the rest byte for byte.</summary>
    /// <param name="path">The new file. It is written aside and renamed.</param>
    /// <param name="parameters">The trained set.</param>
    /// <param name="options">As given to <see cref="AddTo"/>.</param>
    /// <exception cref="TrainingException">A weight has grown beyond what its stored precision can hold.</exception>
    public void WriteOnnx(string path, ParameterSet parameters, FineTuningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        FileReplacement.Write(path, ToOnnx(parameters, options ?? new FineTuningOptions()));
    }

    /// <summary>Reads a file that stands in memory.</summary>
    internal static OnnxModule Read(string path, byte[] bytes) => new(OnnxFileReader.Read(path, bytes));

    /// <summary>What <see cref="WriteOnnx"/> writes.</summary>
    internal byte[] ToOnnx(ParameterSet parameters, FineTuningOptions options)
    {
        Dictionary<string, GraphTensor> stored = new(StringComparer.Ordinal);
        foreach (OnnxModuleWeight weight in Weights)
        {
            ReadOnlySpan<float> values = options.IsAdapted(weight) ? LoraAdapter.Merge(parameters, options, weight)
                : options.IsTrained(weight) && parameters.TryGet(options.Prefix + weight.Name, out Parameter? parameter) ? parameter.Values
                : default;
            foreach ((string name, GraphTensor tensor) in values.IsEmpty ? [] : weight.Stored.Pack(values))
            {
                stored[name] = tensor;
            }
        }

        return OnnxFileRewriter.Replace(File, stored);
    }
}
