using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>One case of tests/golden/gradients/cases.json with its tensors: a function, its inputs, its outputs and its gradients.</summary>
internal sealed class GradientCase
{
    private static readonly Lazy<Dictionary<string, JsonElement>> All = new(() =>
        GoldenJson.Read(GoldenFolder.Path("gradients", "cases.json")).GetProperty("cases").EnumerateArray().ToDictionary(item => item.Text("case"), item => item));

    private readonly JsonElement _json;
    private readonly SafetensorsFile _file;

    private GradientCase(JsonElement json)
    {
        _json = json;
        _file = SafetensorsFile.Read(GoldenFolder.Path("gradients", json.Text("file")));
    }

    public static IEnumerable<string> Names => All.Value.Keys;

    public string Name => _json.Text("case");

    public string Operator => _json.Text("op");

    public JsonElement? Onnx => _json.TryGetProperty("onnx", out JsonElement onnx) ? onnx : null;

    public string[] GradientsOf => _json.Strings("gradients_of");

    public IEnumerable<string> Inputs => _json.GetProperty("inputs").EnumerateObject().Select(input => input.Name);

    public int OutputCount => _json.GetProperty("outputs").GetArrayLength();

    public static GradientCase Find(string name) => new(All.Value[name]);

    public bool HasInput(string name) => _file.Has($"{Name}.in.{name}");

    public string Dtype(string input) => _file.Dtype($"{Name}.in.{input}");

    public long[] Shape(string input) => [.. _json.GetProperty("inputs").GetProperty(input).EnumerateArray().Select(item => item.GetInt64())];

    public float[] Floats(string input) => _file.Floats($"{Name}.in.{input}");

    public long[] Longs(string input) => _file.Longs($"{Name}.in.{input}");

    public float[] Output(int index) => _file.Floats(OutputCount == 1 ? $"{Name}.out" : $"{Name}.out{index}");

    /// <summary>The upstream gradient of an output; null where it is 1.</summary>
    public float[]? Upstream(int index) => (OutputCount == 1 ? $"{Name}.grad_out" : $"{Name}.grad_out{index}") is var key && _file.Has(key) ? _file.Floats(key) : null;

    // The tensors' file holds scalars as [1].
    public long[] OutputShape(int index) => [.. _json.GetProperty("outputs")[index].EnumerateArray().Select(item => item.GetInt64())];

    public float[] Gradient(string input) => _file.Floats($"{Name}.grad.{input}");

    public bool Has(string attribute) => _json.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(attribute, out _);

    public JsonElement Attribute(string name) => _json.GetProperty("attributes").GetProperty(name);

    public float Single(string name, float otherwise = 0) => Has(name) ? Attribute(name).GetSingle() : otherwise;

    public int Int(string name, int otherwise = 0) => Has(name) ? Attribute(name).GetInt32() : otherwise;

    public long[] LongsOf(string attribute) => [.. Attribute(attribute).EnumerateArray().Select(item => item.GetInt64())];

    public int[] IntsOf(string attribute) => [.. Attribute(attribute).EnumerateArray().Select(item => item.GetInt32())];
}
