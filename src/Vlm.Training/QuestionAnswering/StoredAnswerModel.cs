using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>
/// A question answering head in files that is trained on, whoever made it: fusion.onnx and head.onnx, or image_head.onnx and
/// question_head.onnx with their weights in config.json. It is written again in the precision in which the files store it.
/// </summary>
internal sealed class StoredAnswerModel : IAnswerModel
{
    private static readonly FineTuningOptions First = new() { Prefix = "first." };
    private static readonly FineTuningOptions Second = new() { Prefix = "second." };

    private readonly FusionKind _fusion;
    private readonly OnnxModule _first;
    private readonly OnnxModule _second;
    private readonly float[] _weights;

    private StoredAnswerModel(FusionKind fusion, string first, string second, float[] weights, IReadOnlyList<string> answers)
    {
        _fusion = fusion;
        _first = OnnxModule.Read(first);
        _second = OnnxModule.Read(second);
        _weights = weights;
        Answers = answers;
    }

    /// <summary>The answers in the order of the logits.</summary>
    public IReadOnlyList<string> Answers { get; }

    /// <summary>Reads the files of a fusion from a model's folder.</summary>
    /// <param name="modelFolder">A composed model's folder; its vlm.json says where the files lie.</param>
    /// <param name="fusion">Which fusion.</param>
    /// <exception cref="ModelFolderException">The model has no such fusion, or a file is missing or damaged.</exception>
    public static StoredAnswerModel Read(string modelFolder, FusionKind fusion)
    {
        ComposedModelFiles files = new(modelFolder);
        string folder = files.Fusion(fusion);
        if (fusion != FusionKind.Late)
        {
            return new StoredAnswerModel(fusion, Path.Combine(folder, "fusion.onnx"), Path.Combine(folder, "head.onnx"), [], files.Answers);
        }

        (float image, float question) = files.LateWeights();
        return new StoredAnswerModel(fusion, Path.Combine(folder, "image_head.onnx"), Path.Combine(folder, "question_head.onnx"), [image, question], files.Answers);
    }

    public GraphValue Logits(TrainingGraph graph, ParameterSet parameters, GraphValue rows, GraphValue states, GraphValue mask, bool hasWords, out AnswerParts parts)
    {
        // The files know no K: each question is a pair of its own, with its picture repeated.
        long places = states.Shape[1].Size, size = states.Shape[3].Size;
        GraphValue length = Positions.Count(states, 2).Reshape(1), all = graph.Constant(GraphTensor.Longs(-1));
        GraphValue pictures = rows.Unsqueeze(1).Tile(1, places, 1, 1).Reshape(-1, rows.Shape[1].Size, rows.Shape[2].Size);
        GraphValue questions = graph.Node("Reshape", states, SelectionOperators.Concat(0, all, length, graph.Constant(GraphTensor.Longs(size))));
        GraphValue tokens = graph.Node("Reshape", mask, SelectionOperators.Concat(0, all, length));
        Dictionary<string, GraphValue> inputs = new(StringComparer.Ordinal) { ["image_features"] = pictures, ["question_states"] = questions, ["question_mask"] = tokens };
        GraphValue first = _first.AddTo(graph, parameters, inputs, First)[_first.Outputs[0]];
        if (_fusion != FusionKind.Late)
        {
            parts = new AnswerParts([], null);
            return PerPicture(_second.AddTo(graph, parameters, new Dictionary<string, GraphValue> { [_second.Inputs[0]] = first }, Second)[_second.Outputs[0]]);
        }

        GraphValue seen = PerPicture(first), asked = PerPicture(_second.AddTo(graph, parameters, inputs, Second)[_second.Outputs[0]]);
        parts = new AnswerParts([seen, asked], null);
        return (seen * _weights[0]) + (asked * _weights[1]);

        GraphValue PerPicture(GraphValue logits) => logits.Reshape(-1, places, Answers.Count);
    }

    public IReadOnlyDictionary<string, JsonNode> Write(ParameterSet parameters, string modelFolder)
    {
        string folder = Path.Combine(modelFolder, "vqa", ComposedModelFiles.NameOf(_fusion));
        Directory.CreateDirectory(folder);
        _first.WriteOnnx(Path.Combine(folder, Path.GetFileName(_first.File.Path)), parameters, First);
        _second.WriteOnnx(Path.Combine(folder, Path.GetFileName(_second.File.Path)), parameters, Second);
        if (_fusion == FusionKind.Late)
        {
            AnswerHeadFiles.WriteWeights(folder, _weights[0], _weights[1]);
        }

        return AnswerHeadFiles.WriteAnswers(modelFolder, _fusion, Answers);
    }
}
