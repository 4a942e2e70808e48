using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Writes confidence.json into a model's folder and names it in vlm.json.</summary>
internal static class ConfidenceFileWriter
{
    public const string Name = "confidence.json";
    private const string Manifest = "vlm.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string modelFolder, SubspaceFit distribution, JsonObject caption, JsonObject? answer, ConfidenceReport report)
    {
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(modelFolder, Manifest)))!.AsObject();
        JsonObject files = manifest["files"] as JsonObject ?? [];
        manifest["files"] = files;
        JsonObject content = new()
        {
            ["format"] = 1,
            ["distribution"] = new JsonObject
            {
                ["mean"] = Halves(distribution.Mean),
                ["directions"] = Halves(distribution.Directions),
                ["variances"] = new JsonArray([.. distribution.Variances.Select(value => JsonValue.Create(value))]),
                ["residualVariance"] = distribution.ResidualVariance,
            },
            ["caption"] = caption,
            ["answer"] = answer,
            ["scores"] = report.ToJsonObject(),
            ["fittedTo"] = new JsonObject(files.Where(file => file.Key != Name).Select(file => new KeyValuePair<string, JsonNode?>(file.Key, file.Value!["sha256"]!.GetValue<string>()))),
        };

        // Killed between two of these writes, the model is one without confidence, not one whose file is not what vlm.json says.
        if (files.Remove(Name) | manifest.Remove("confidence"))
        {
            WriteManifest();
        }

        FileReplacement.Write(Path.Combine(modelFolder, Name), Encoding.UTF8.GetBytes(content.ToJsonString(Indented) + "\n"));
        files[Name] = ManifestFiles.EntryOf(Path.Combine(modelFolder, Name));
        manifest["confidence"] = Name;
        WriteManifest();

        void WriteManifest() => FileReplacement.Write(Path.Combine(modelFolder, Manifest), Encoding.UTF8.GetBytes(manifest.ToJsonString(Indented) + "\n"));
    }

    /// <summary>The regression as the model reads it.</summary>
    public static JsonObject Regression(LogisticFit fit, string[] signals) => new()
    {
        ["signals"] = new JsonArray([.. signals.Select(name => JsonValue.Create(name))]),
        ["means"] = Numbers(fit.Means),
        ["scales"] = Numbers(fit.Scales),
        ["weights"] = Numbers(fit.Weights),
        ["bias"] = fit.Bias,
    };

    private static JsonArray Numbers(double[] values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static string Halves(float[] values) => Convert.ToBase64String(MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, value => (Half)value)));
}
