using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>The files of a classifier in a model folder, and its entry in vlm.json.</summary>
internal static class ClassifierFiles
{
    /// <summary>The head's name in vlm.json.</summary>
    public const string Head = "classify";

    public const string Input = "image_features";
    private const string Folder = "classifier";
    private const string File = $"{Folder}/head.onnx";
    private const string Labels = $"{Folder}/labels.json";

    /// <summary>Writes the graph that gives logits [B, K], and the classes in their order.</summary>
    public static IReadOnlyDictionary<string, JsonNode> Write(string folder, GraphValue logits, IReadOnlyList<string> labels)
    {
        Directory.CreateDirectory(Path.Combine(folder, Folder));
        logits.Graph.WriteOnnx(Path.Combine(folder, File), ("logits", logits));
        FileReplacement.Write(Path.Combine(folder, Labels), JsonSerializer.SerializeToUtf8Bytes(labels, TrainingSettingsFile.Options));
        return new Dictionary<string, JsonNode> { [Head] = new JsonObject { ["head"] = File, ["labels"] = Labels } };
    }
}
