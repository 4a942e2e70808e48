using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Writes a trained question answering head: a fusion and the head behind it, or the two heads of a late fusion.</summary>
internal sealed class AnswerHeadFiles(ParameterSet parameters, AnswererSettings settings, AnswerTargets targets, int rows, int rowSize, int stateSize)
{
    private const string FolderName = "vqa";

    /// <summary>Writes the files and gives the entry in vlm.json.</summary>
    public IReadOnlyDictionary<string, JsonNode> Write(string modelFolder)
    {
        string name = ComposedModelFiles.NameOf(settings.Fusion), folder = Path.Combine(modelFolder, FolderName, name);
        Directory.CreateDirectory(folder);
        if (settings.Fusion == FusionKind.Late)
        {
            WriteLate(folder);
        }
        else
        {
            WriteFusion(Path.Combine(folder, "fusion.onnx"));
            WriteHead(Path.Combine(folder, "head.onnx"));
        }

        return WriteAnswers(modelFolder, settings.Fusion, targets.Answers);
    }

    /// <summary>Writes the list of answers and gives the entry in vlm.json.</summary>
    public static IReadOnlyDictionary<string, JsonNode> WriteAnswers(string modelFolder, FusionKind fusion, IReadOnlyList<string> answers)
    {
        string name = ComposedModelFiles.NameOf(fusion);
        JsonObject entry = new() { ["folder"] = $"{FolderName}/{name}", ["kind"] = fusion == FusionKind.Late ? "late" : "fusion" };
        FileReplacement.Write(Path.Combine(modelFolder, FolderName, "answers.json"), JsonSerializer.SerializeToUtf8Bytes(answers));
        return new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["answer"] = new JsonObject { ["fusion"] = name, ["fusions"] = new JsonObject { [name] = entry }, ["labels"] = $"{FolderName}/answers.json" },
        };
    }

    /// <summary>Writes the weights of the two sides of a late fusion.</summary>
    public static void WriteWeights(string folder, float image, float question) => HeadConfig.Write(folder, "config.json", new JsonObject
    {
        ["fusions"] = new JsonObject { ["late"] = new JsonObject { ["image_weight"] = image, ["question_weight"] = question } },
    });

    private void WriteFusion(string path)
    {
        TrainingGraph graph = new();
        AnswerGraph parts = new(graph, parameters, settings, targets.Answers.Count);
        GraphValue fused = parts.Fused(PictureRows(graph), States(graph), Mask(graph), out _);
        graph.WriteOnnx(path, ("fused", fused.Squeeze(1)));
    }

    private void WriteHead(string path)
    {
        TrainingGraph graph = new();
        AnswerGraph parts = new(graph, parameters, settings, targets.Answers.Count);
        graph.WriteOnnx(path, ("logits", parts.Answers(graph.Input("fused", TensorElementType.Float32, "batch", parts.FusedSize(stateSize)))));
    }

    private void WriteLate(string folder)
    {
        TrainingGraph image = new(), question = new();
        GraphValue picture = new AnswerGraph(image, parameters, settings, targets.Answers.Count).PictureAnswers(PictureRows(image));
        GraphValue words = new AnswerGraph(question, parameters, settings, targets.Answers.Count).QuestionAnswers(States(question), Mask(question));
        image.WriteOnnx(Path.Combine(folder, "image_head.onnx"), ("log_probabilities", picture.LogSoftmax()));
        question.WriteOnnx(Path.Combine(folder, "question_head.onnx"), ("log_probabilities", words.LogSoftmax().Squeeze(1)));
        WriteWeights(folder, parameters["head.image_weight"].Values[0], parameters["head.question_weight"].Values[0]);
    }

    private GraphValue PictureRows(TrainingGraph graph) => graph.Input("image_features", TensorElementType.Float32, "batch", rows, rowSize);

    private GraphValue States(TrainingGraph graph) => graph.Input("question_states", TensorElementType.Float32, "batch", "length", stateSize).Unsqueeze(1);

    private static GraphValue Mask(TrainingGraph graph) => graph.Input("question_mask", TensorElementType.Int64, "batch", "length").Unsqueeze(1);
}
