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
        string[] heads = [.. In(manifest, tuned)];
        JsonNode[] entries = Array.ConvertAll(heads, head => manifest["heads"]![head]!);
        Array.ForEach(heads, head => manifest["heads"]!.AsObject().Remove(head));
        return entries;
    }

    /// <summary>Takes away what else is no longer true: the image encoder's own classes, which an untrained layer reads off it, and how sure the old heads were.</summary>
    public static void Disown(JsonObject manifest, EncoderKinds tuned)
    {
        if (tuned.HasFlag(EncoderKinds.Image))
        {
            manifest["imageEncoder"]!["classes"] = false;
        }

        if (tuned != EncoderKinds.None)
        {
            manifest.Remove("confidence");
        }
    }

    /// <summary>Whether a file is another one in another precision, such as <c>model_fp16.onnx</c> of <c>model.onnx</c>, or the other way round.</summary>
    public static bool IsVariant(string file, string made) => IsOf(file, made) || IsOf(made, file);

    private static bool IsOf(string variant, string file) =>
        file.EndsWith(Extension, StringComparison.Ordinal) && variant.StartsWith(file[..^Extension.Length] + "_", StringComparison.Ordinal) && variant.EndsWith(Extension, StringComparison.Ordinal);
}
