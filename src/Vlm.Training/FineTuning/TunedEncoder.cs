using System.Globalization;

namespace Vlm.Training;

/// <summary>An encoder's .onnx file that is trained as a part of a head's graph. Its parameters carry the encoder's name before their own.</summary>
internal sealed class TunedEncoder
{
    /// <summary>What cards say of an encoder that is not trained.</summary>
    public const string Untouched = "frozen";

    private readonly OnnxModule _module;
    private readonly FineTuningOptions _options;
    private readonly EncoderTuning _tuning;
    private readonly string _path;
    private readonly string _file;
    private readonly string _output;
    private OnnxModule? _settled;

    /// <summary>Reads the file.</summary>
    /// <param name="modelFolder">The model's folder.</param>
    /// <param name="path">The encoder's .onnx file, below it.</param>
    /// <param name="output">The output that heads read.</param>
    /// <param name="name">What stands before the names of its parameters, such as <c>text_encoder</c>.</param>
    /// <param name="tuning">What of it is trained.</param>
    /// <exception cref="TrainingException">It has fewer blocks.</exception>
    public TunedEncoder(string modelFolder, string path, string output, string name, EncoderTuning tuning)
    {
        _module = OnnxModule.Read(path);
        if (tuning.Blocks > _module.BlockCount)
        {
            throw new TrainingException($"{path}: {tuning.Blocks} blocks are to be trained, but it has {_module.BlockCount} blocks of layers. Lower 'blocks', or leave it out to train all of it.");
        }

        (_path, _file, _output, _tuning) = (path, Path.GetRelativePath(modelFolder, path), output, tuning);
        Func<OnnxModuleWeight, bool>? chosen = tuning.Blocks is { } blocks ? _module.LastBlocks(blocks) : null;
        _options = tuning.LoraRank is { } rank
            ? new FineTuningOptions { Prefix = name + "/", Lora = new LoraOptions { Rank = rank, Alpha = (float)tuning.LoraAlpha, Adapts = chosen } }
            : new FineTuningOptions { Prefix = name + "/", Trains = chosen };
    }

    /// <summary>The names of what it is fed.</summary>
    public IReadOnlyList<string> Inputs => _module.Inputs;

    /// <summary>The file, for errors.</summary>
    public string FilePath => _path;

    /// <summary>What is trained, in words.</summary>
    public string Description
    {
        get
        {
            string what = _tuning.LoraRank is { } rank ? $"adapters of rank {rank} in " : "";
            string where = _tuning.Blocks is { } blocks ? $"the last {blocks} of {_module.BlockCount} blocks" : "all of it";
            return string.Create(CultureInfo.InvariantCulture, $"{what}{where}, at {_tuning.Rate} of the learning rate");
        }
    }

    /// <summary>Adds it to a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">The set that holds what is trained.</param>
    /// <param name="inputs">A value for each input.</param>
    /// <returns>The output that heads read.</returns>
    public GraphValue AddTo(TrainingGraph graph, ParameterSet parameters, IReadOnlyDictionary<string, GraphValue> inputs)
    {
        if (_settled is not null)
        {
            return _settled.AddOutputTo(graph, parameters, inputs, new FineTuningOptions { Prefix = _options.Prefix, Trains = static _ => false }, _output);
        }

        GraphValue output = _module.AddOutputTo(graph, parameters, inputs, _options, _output);
        Parameter[] own = [.. parameters.Where(parameter => parameter.Name.StartsWith(_options.Prefix, StringComparison.Ordinal))];
        if (own.Length == 0)
        {
            throw new TrainingException($"{_path}: nothing would be trained ({Description}): no {(_tuning.LoraRank is null ? "weight" : "matrix of a MatMul or Gemm")} there leads to '{_output}'. Choose other blocks{(_tuning.LoraRank is null ? "" : ", or leave loraRank out")}.");
        }

        Array.ForEach(own, parameter => parameter.LearningRateScale = _tuning.Rate);
        return output;
    }

    /// <summary>
    /// Makes the file of the parameters as they are now. Graphs that it is added to from now on compute with the weights that the file holds; where
    /// the file rounds activations as it runs (DynamicQuantizeLinear), they do not.
    /// </summary>
    public void Settle(ParameterSet parameters) => _settled = OnnxModule.Read(_path, _module.ToOnnx(parameters, _options));

    /// <summary>Writes the file where it stood in the model that it was taken from.</summary>
    public void Write(ParameterSet parameters, string folder)
    {
        string target = Path.Combine(folder, _file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        FileReplacement.Write(target, _settled is null ? _module.ToOnnx(parameters, _options) : _settled.File.Bytes.Span);
    }
}
