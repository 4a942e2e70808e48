using System.Globalization;
using System.Text.Json;

namespace Vlm.Folders;

/// <summary>What every family needs of config.json: the kind of model and its labels.</summary>
internal sealed class ModelConfig
{
    private ModelConfig(JsonFile file, string? modelType, IReadOnlyList<string> labels)
    {
        File = file;
        ModelType = modelType;
        Labels = labels;
    }

    /// <summary>The file, for the keys that only one family knows.</summary>
    public JsonFile File { get; }

    /// <summary>For example <c>clip</c>; null where the file has none.</summary>
    public string? ModelType { get; }

    /// <summary>The labels of a classifier, ordered by id; empty where the file has none.</summary>
    public IReadOnlyList<string> Labels { get; }

    public static ModelConfig Read(ModelFolder folder) => Read(folder.ReadJson("config.json"));

    public static ModelConfig Read(JsonFile file) => new(file, file.String("model_type"), ReadLabels(file));

    private static string[] ReadLabels(JsonFile file)
    {
        if (file.Find("id2label") is not { } map)
        {
            return [];
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            throw file.Unexpected("id2label", "an object of label by id", map);
        }

        string?[] labels = new string?[map.EnumerateObject().Count()];
        foreach (JsonProperty label in map.EnumerateObject())
        {
            if (!int.TryParse(label.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id >= labels.Length)
            {
                throw file.Wrong("id2label", $"found the id '{label.Name}' among {labels.Length} labels; expected the ids 0 to {labels.Length - 1}, without a gap.");
            }

            if (label.Value.ValueKind != JsonValueKind.String)
            {
                throw file.Unexpected($"id2label.{label.Name}", "a string", label.Value);
            }

            if (labels[id] is not null)
            {
                throw file.Wrong("id2label", $"the id {id} stands there twice; expected every id once.");
            }

            labels[id] = label.Value.GetString();
        }

        return labels!;
    }
}
