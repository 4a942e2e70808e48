using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>What a model loses when an encoder was trained: heads that learned to read it as it was, and its file in other precisions.</summary>
internal static class StaleHeads
{
    private const string Extension = ".onnx";

    private static readonly (string Head, EncoderKinds Reads)[] Readers =
    [
        ("caption", EncoderKinds.Image), (ClassifierFiles.Head, EncoderKinds.Image),
        ("answer", EncoderKinds.Image | EncoderKinds.Text), ("retrieval", EncoderKinds.Image | EncoderKinds.Text),
    ];

    /// <summary>The heads of a model that read one of some encoders.</summary>
    public static IEnumerable<string> In(JsonObject manifest, EncoderKinds tuned) =>
        Readers.Where(reader => (reader.Reads & tuned) != 0 && manifest["heads"]?[reader.Head] is not null).Select(reader => reader.Head);

    /// <summary>Takes them out of vlm.json.</summary>
    /// <returns>Their entries.</returns>
    public static JsonNode[] Remove(JsonObject manifest, EncoderKinds tuned)
    {
        JsonNode[] entries = [.. In(manifest, tuned).ToArray().Select(head =>
        {
            JsonNode entry = manifest["heads"]![head]!;
            manifest["heads"]!.AsObject().Remove(head);
            return entry;
        })];
        return entries;
    }

    /// <summary>Whether a file is another one in another precision, such as <c>model_fp16.onnx</c> of <c>model.onnx</c>.</summary>
    public static bool IsVariant(string file, string made) =>
        made.EndsWith(Extension, StringComparison.Ordinal) && file.StartsWith(made[..^Extension.Length] + "_", StringComparison.Ordinal) && file.EndsWith(Extension, StringComparison.Ordinal);
}
