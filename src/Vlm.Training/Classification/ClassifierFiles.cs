using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>The files of a classifier in a model folder, and its entry in vlm.json.</summary>
internal static class ClassifierFiles
{
    public const string Input = "image_features";
    private const string Folder = "classifier";
    private const string Head = $"{Folder}/head.onnx";
    private const string Labels = $"{Folder}/labels.json";

    /// <summary>Writes the graph that gives logits [B, K], and the classes in their order.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Write(string folder, GraphValue logits, IReadOnlyList<string> labels)
    {
        Directory.CreateDirectory(Path.Combine(folder, Folder));
        logits.Graph.WriteOnnx(Path.Combine(folder, Head), ("logits", logits));
        FileReplacement.Write(Path.Combine(folder, Labels), JsonSerializer.SerializeToUtf8Bytes(labels, TrainingSettingsFile.Options));
        return new Dictionary<string, JsonNode> { ["classify"] = new JsonObject { ["head"] = Head, ["labels"] = Labels } };
    }
}
