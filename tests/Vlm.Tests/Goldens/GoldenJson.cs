using System.Text.Json;

namespace Vlm.Tests.Goldens;

/// <summary>Reads the JSON of reference outputs.</summary>
internal static class GoldenJson
{
    public static JsonElement Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>Numbers; null is NaN, and "inf" is infinity.</summary>
    public static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(Double)];

    public static double[] Doubles(this JsonElement parent, string name) => parent.GetProperty(name).Doubles();

    public static double Double(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => value.GetString() == "inf" ? double.PositiveInfinity : double.NaN,
        _ => value.GetDouble(),
    };

    public static double Double(this JsonElement parent, string name) => parent.GetProperty(name).Double();

    public static int[] Ints(this JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(item => item.GetInt32())];

    public static string[] Strings(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    public static string[] Strings(this JsonElement parent, string name) => parent.GetProperty(name).Strings();

    public static string Text(this JsonElement parent, string name) => parent.GetProperty(name).GetString()!;
}
