using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Writes the JSON files that stand beside a head's .onnx files.</summary>
internal static class HeadConfig
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, string name, JsonObject json) =>
        FileReplacement.Write(Path.Combine(folder, name), JsonSerializer.SerializeToUtf8Bytes(json, Format));
}
