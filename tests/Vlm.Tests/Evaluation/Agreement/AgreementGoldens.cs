using System.Text.Json;

namespace Vlm.Tests.Evaluation.Agreement;

/// <summary>Reads the reference values of agreement, votes and fairness.</summary>
internal static class AgreementGoldens
{
    public static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Goldens.GoldenFolder.Path("metrics", "agreement", file))).RootElement;

    public static int[] Ints(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt32())];

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static double[][] Rows(this JsonElement element) => [.. element.EnumerateArray().Select(row => row.Doubles())];

    /// <summary>null stands for "not defined".</summary>
    public static double DoubleOrNaN(this JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();

    public static IEnumerable<JsonElement> Cases(string file, string name) => Read(file).GetProperty(name).EnumerateArray();
}
