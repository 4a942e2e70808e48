using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Folders;

/// <summary>confidence.json: how likely it is that a caption or an answer fits, from signals of the model. Written by the trainer beside vlm.json.</summary>
internal sealed class ConfidenceFile
{
    private const int KnownFormat = 1;
    private readonly JsonFile _json;

    private ConfidenceFile(JsonFile json) => _json = json;

    /// <summary>[D], in the units of the image encoder's rows.</summary>
    public required float[] Mean { get; init; }

    /// <summary>[K,D].</summary>
    public required float[] Directions { get; init; }

    public required float[] Variances { get; init; }

    public required float ResidualVariance { get; init; }

    public Regression? Caption { get; init; }

    public Regression? Answer { get; init; }

    /// <summary>The name of the fusion that the answers were of.</summary>
    public string? Fusion { get; init; }

    /// <summary>The SHA-256 of the model's files when it was fitted, by path.</summary>
    public required IReadOnlyDictionary<string, string> FittedTo { get; init; }

    public static ConfidenceFile Read(ModelFolder folder, string name)
    {
        JsonFile json = folder.ReadJson(name);
        int format = json.Int("format") ?? throw json.Wrong("format", $"the key is missing; expected {KnownFormat}.");
        if (format != KnownFormat)
        {
            throw json.Wrong("format", $"expected {KnownFormat}, found {format}. A newer Vlm may read this file.");
        }

        ConfidenceFile file = new(json)
        {
            Mean = Halves(json, "distribution.mean"),
            Directions = Halves(json, "distribution.directions"),
            Variances = Array.ConvertAll(Numbers(json, "distribution.variances"), value => (float)value),
            ResidualVariance = (float)(json.Double("distribution.residualVariance") ?? throw json.Wrong("distribution.residualVariance", "the key is missing; expected a number above 0.")),
            Caption = ReadRegression(json, "caption"),
            Answer = ReadRegression(json, "answer"),
            Fusion = json.String("answer.fusion"),
            FittedTo = json.Require("fittedTo").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal),
        };
        return file.ResidualVariance > 0 && file.Mean.Length > 0 && file.Directions.Length == file.Mean.Length * file.Variances.Length && file.Variances.All(value => value > 0)
            ? file
            : throw json.Wrong("distribution", $"the sizes do not fit: a mean of {file.Mean.Length}, directions of {file.Directions.Length}, {file.Variances.Length} variances; variances are above 0.");
    }

    public ModelFolderException Wrong(string key, string detail) => _json.Wrong(key, detail);

    private static Regression? ReadRegression(JsonFile json, string key)
    {
        if (json.Find(key) is null)
        {
            return null;
        }

        Regression read = new(
            [.. json.Require($"{key}.signals").EnumerateArray().Select(name => name.GetString() ?? "")],
            Numbers(json, $"{key}.means"), Numbers(json, $"{key}.scales"), Numbers(json, $"{key}.weights"),
            json.Double($"{key}.bias") ?? throw json.Wrong($"{key}.bias", "the key is missing; expected a number."), json.Double($"{key}.threshold"));
        return read.Means.Length == read.Signals.Length && read.Scales.Length == read.Signals.Length && read.Weights.Length == read.Signals.Length && read.Scales.All(scale => scale > 0)
            ? read
            : throw json.Wrong(key, $"{read.Signals.Length} signals need as many means, scales above 0 and weights; found {read.Means.Length}, {read.Scales.Length} and {read.Weights.Length}.");
    }

    private static double[] Numbers(JsonFile json, string key)
    {
        JsonElement array = json.Require(key);
        return array.ValueKind == JsonValueKind.Array && array.EnumerateArray().All(number => number.ValueKind == JsonValueKind.Number)
            ? [.. array.EnumerateArray().Select(number => number.GetDouble())]
            : throw json.Unexpected(key, "a list of numbers", array);
    }

    private static float[] Halves(JsonFile json, string key)
    {
        byte[] bytes = new byte[json.RequireString(key).Length];
        return Convert.TryFromBase64String(json.RequireString(key), bytes, out int written) && written % 2 == 0
            ? Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes.AsSpan(0, written)).ToArray(), half => (float)half)
            : throw json.Wrong(key, "expected float16 numbers in base64.");
    }

    internal sealed record Regression(string[] Signals, double[] Means, double[] Scales, double[] Weights, double Bias, double? Threshold);
}
