using System.Globalization;
using System.Text.Json;

namespace Vlm.Folders;

/// <summary>What every family needs of config.json: the kind of model and its labels.</summary>
internal sealed class ModelConfig
{
    private static readonly string[] TextSections = ["text_config", "decoder", "phi_config", "language_config"];

    private ModelConfig(JsonFile file, string? modelType, IReadOnlyList<string> labels)
    {
        File = file;
        ModelType = modelType;
        Labels = labels;
        Architectures = ReadNames(file, "architectures");
    }

    /// <summary>The file, for the keys that only one family knows.</summary>
    public JsonFile File { get; }

    /// <summary>For example <c>clip</c>; null where the file has none.</summary>
    public string? ModelType { get; }

    /// <summary>Python's classes, such as CLIPModel; empty where the file names none.</summary>
    public IReadOnlyList<string> Architectures { get; }

    /// <summary>The labels of a classifier, ordered by id; empty where the file has none.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>What the file says of the part that reads or writes text: text_config, decoder, phi_config or language_config, or else the file itself.</summary>
    public JsonFile Text => Array.Find(TextSections, key => File.Find(key) is { ValueKind: JsonValueKind.Object }) is { } section ? File.Section(section) : File;

    /// <summary>What the file says of the part that sees: vision_config or encoder, or else the file itself.</summary>
    public JsonFile Vision => File.Find("vision_config") is { ValueKind: JsonValueKind.Object } ? File.Section("vision_config")
        : File.Find("encoder") is { ValueKind: JsonValueKind.Object } ? File.Section("encoder") : File;

    /// <summary>The id whose places the rows of a picture take; null where the file has neither image_token_index nor image_token_id.</summary>
    public int? ImageTokenId => TokenId("image_token_index") ?? TokenId("image_token_id");

    /// <summary>An id of the vocabulary; null where the file does not have the key.</summary>
    /// <exception cref="ModelFolderException">The value is not a whole number from 0.</exception>
    public int? TokenId(string key) =>
        File.Int(key) is not { } id ? null : id >= 0 ? id : throw File.Wrong(key, $"expected an id from 0, found {id}.");

    public static ModelConfig Read(ModelFolder folder) => Read(folder.ReadJson("config.json"));

    public static ModelConfig Read(JsonFile file) => new(file, file.String("model_type"), ReadLabels(file));

    private static string[] ReadNames(JsonFile file, string key)
    {
        if (file.Find(key) is not { } list)
        {
            return [];
        }

        return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String && JsonFile.TextOf(name) is not null)
            ? [.. list.EnumerateArray().Select(name => JsonFile.TextOf(name)!)]
            : throw file.Unexpected(key, "a list of names", list);
    }

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
