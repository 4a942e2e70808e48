using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

/// <summary>One case of one folder of golden/processors: the pictures, and what one version of transformers makes of them.</summary>
internal sealed class ProcessorCase
{
    private readonly JsonElement _description;
    private readonly JsonElement _entry;
    private readonly SafetensorsFile _expected;
    private readonly SafetensorsFile? _older;

    public ProcessorCase(string processor, string name, ProcessorRules rules)
    {
        Folder = GoldenFolder.Path("processors", processor);
        Name = name;
        _description = Read(Path.Combine(Folder, "case.json"));
        _entry = _description.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        _expected = SafetensorsFile.Read(Path.Combine(Folder, "expected.safetensors"));
        string older = Path.Combine(Folder, "expected_4_57.safetensors");

        // The file of the older version holds only what differs.
        _older = rules == ProcessorRules.V4 && File.Exists(older) ? SafetensorsFile.Read(older) : null;
        Alpha = AlphaOf(rules);
    }

    public string Folder { get; }

    public string Name { get; }

    public AlphaHandling Alpha { get; }

    public double Tolerance => _description.GetProperty("absolute_tolerance").GetDouble();

    public IEnumerable<string> Inputs => _entry.GetProperty("inputs").EnumerateArray().Select(input => Path.GetFullPath(Path.Combine(Folder, input.GetString()!)));

    public IEnumerable<string> Tensors =>
        _expected.Names.Where(name => name.StartsWith($"{Name}.", StringComparison.Ordinal)).Select(name => name[(Name.Length + 1)..]);

    /// <summary>The numbers that Python gives as lists, flat.</summary>
    public Dictionary<string, int[]> Lists =>
        _entry.GetProperty("lists").EnumerateObject().ToDictionary(list => list.Name, list => Flat(list.Value).ToArray());

    /// <summary>Every case that the version can process.</summary>
    public static IEnumerable<(string Processor, string Name)> All(ProcessorRules rules)
    {
        foreach (string folder in Directory.GetDirectories(GoldenFolder.Path("processors")).Order(StringComparer.Ordinal))
        {
            string file = Path.Combine(folder, "case.json");
            JsonElement older = default;
            JsonElement description = File.Exists(file) ? Read(file) : default;
            bool known = description.ValueKind == JsonValueKind.Object
                && (rules == ProcessorRules.V5 || (description.TryGetProperty("transformers_4_57", out older) && !older.TryGetProperty("note", out _)));
            foreach (JsonElement entry in known ? description.GetProperty("cases").EnumerateArray() : default)
            {
                string name = entry.GetProperty("name").GetString()!;
                if (rules == ProcessorRules.V5 || !older.GetProperty("errors").TryGetProperty(name, out _))
                {
                    yield return (Path.GetFileName(folder), name);
                }
            }
        }
    }

    public (SafetensorsFile File, string Name) Expected(string tensor)
    {
        string name = $"{Name}.{tensor}";
        return (_older?.Has(name) == true ? _older : _expected, name);
    }

    // Version 5 lays a picture object on white where the processor converts; version 4 drops transparency, but for three classes.
    private AlphaHandling AlphaOf(ProcessorRules rules)
    {
        bool converts = _description.GetProperty("input_conversion").GetString()!.Contains("composited on white", StringComparison.Ordinal);
        string type = _description.GetProperty("class").GetString()!;
        bool white = rules == ProcessorRules.V5 || type.StartsWith("Pixtral", StringComparison.Ordinal)
            || type.StartsWith("Idefics3", StringComparison.Ordinal) || type.StartsWith("SmolVLM", StringComparison.Ordinal);
        return converts && white ? AlphaHandling.Keep : AlphaHandling.Drop;
    }

    private static IEnumerable<int> Flat(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetInt32()];

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
}
