using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.DualEncoders;

/// <summary>A tiny dual encoder with what Python gave for it.</summary>
internal sealed class DualEncoderGolden
{
    public DualEncoderGolden(string family)
    {
        Folder = ModelsFolder.Find("tiny", family);
        Cases = GoldenJson.Read(Path.Combine(Folder, "golden", "cases.json"));
        Tensors = SafetensorsFile.Read(Path.Combine(Folder, "golden", "tensors.safetensors"));
    }

    public string Folder { get; }

    public JsonElement Cases { get; }

    public SafetensorsFile Tensors { get; }

    public IReadOnlyList<ImageInput> Pictures => [.. Cases.Strings("images").Select(name => ImageInput.FromFile(Path.Combine(Folder, "golden", "images", name)))];

    public string[] Texts => Cases.Strings("texts");

    /// <summary>The zero-shot cases: template, labels, and per picture the logits and probabilities.</summary>
    public IEnumerable<(string Template, string[] Labels, JsonElement Logits, JsonElement Probabilities)> ZeroShot =>
        Cases.GetProperty("zero_shot").EnumerateObject().Select(entry => (
            entry.Name, entry.Value.Strings("labels"), entry.Value.GetProperty("logits_per_image"),
            entry.Value.TryGetProperty("probabilities", out JsonElement softmax) ? softmax : entry.Value.GetProperty("probabilities_sigmoid")));
}
