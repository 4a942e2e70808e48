using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>A tiny model of the clone, with what Python gave for it.</summary>
internal sealed class FamilyGoldens
{
    private readonly Lazy<SafetensorsFile> _tensors;

    public FamilyGoldens(string family)
    {
        Folder = ModelsFolder.Find("tiny", family);
        Cases = GoldenJson.Read(Path.Combine(Folder, "golden", "cases.json"));
        Generation = GoldenJson.Read(Path.Combine(Folder, "golden", "generation.json"));
        _tensors = new(() => SafetensorsFile.Read(Path.Combine(Folder, "golden", "tensors.safetensors")));
    }

    public string Folder { get; }

    public JsonElement Cases { get; }

    public JsonElement Generation { get; }

    public SafetensorsFile Tensors => _tensors.Value;

    /// <summary>The three pictures, in the order of the batch.</summary>
    public IReadOnlyList<ImageInput> Pictures => [.. Generation.Strings("images").Select(name => ImageInput.FromFile(Path.Combine(Folder, "golden", "images", name)))];

    /// <summary>The runs, each one prompt for all pictures or one for each, with its cases.</summary>
    public IEnumerable<JsonElement> Runs => Generation.GetProperty("runs").EnumerateArray();

    public string Session(string name) => Path.Combine(Folder, "onnx", $"{name}.onnx");

    /// <summary>Per picture, the text that a run asks with.</summary>
    public static string[] PromptsOf(JsonElement run)
    {
        foreach (string list in (string[])["prompts", "questions"])
        {
            if (run.TryGetProperty(list, out JsonElement each) && each.ValueKind == JsonValueKind.Array)
            {
                return each.Strings();
            }
        }

        string prompt = run.TryGetProperty("prompt", out JsonElement one) ? one.GetString() ?? "" : "";
        return [prompt, prompt, prompt];
    }
}
