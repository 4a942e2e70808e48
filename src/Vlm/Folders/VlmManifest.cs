using System.Text.Json;

namespace Vlm.Folders;

/// <summary>vlm.json: a composed model on disk. Paths in it are relative to the folder that holds it.</summary>
internal sealed class VlmManifest
{
    public const string FileName = "vlm.json";
    private const int KnownFormat = 1;

    private VlmManifest(JsonFile json) => Json = json;

    public JsonFile Json { get; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? License { get; init; }

    public required ImageEncoderEntry ImageEncoder { get; init; }

    public TextEncoderEntry? TextEncoder { get; init; }

    public CaptionEntry? Caption { get; init; }

    public AnswerEntry? Answer { get; init; }

    public RetrievalEntry? Retrieval { get; init; }

    /// <summary>The file that tells how likely captions and answers are to fit; null where there is none.</summary>
    public string? Confidence { get; init; }

    public ClassifyEntry? Classify { get; init; }

    public IReadOnlyList<ManifestFile> Files { get; init; } = [];

    public static VlmManifest Read(ModelFolder folder)
    {
        JsonFile json = folder.ReadJson(FileName);
        int format = json.Int("format") ?? throw json.Wrong("format", $"the key is missing; expected {KnownFormat}.");
        if (format != KnownFormat)
        {
            throw json.Wrong("format", $"expected {KnownFormat}, found {format}. A newer Vlm may read this model.");
        }

        return new VlmManifest(json)
        {
            Name = json.RequireString("name"),
            Version = json.String("version"),
            License = json.String("license"),
            ImageEncoder = new ImageEncoderEntry(
                json.RequireString("imageEncoder.folder"), json.String("imageEncoder.session"), json.String("imageEncoder.rows"), json.String("imageEncoder.pooled"),
                json.Bool("imageEncoder.classes") ?? true),
            TextEncoder = json.Find("textEncoder") is null ? null : new TextEncoderEntry(
                json.RequireString("textEncoder.folder"), json.String("textEncoder.session"), json.String("textEncoder.tokens")),
            Caption = json.Find("heads.caption") is null ? null : new CaptionEntry(
                json.RequireString("heads.caption.folder"), json.String("heads.caption.decoder"),
                json.Int("heads.caption.generation.num_beams"), json.Int("heads.caption.generation.max_new_tokens"), ReadWeight(json)),
            Answer = json.Find("heads.answer") is null ? null : ReadAnswer(json),
            Retrieval = json.Find("heads.retrieval") is null ? null : new RetrievalEntry(
                json.RequireString("heads.retrieval.image"), json.RequireString("heads.retrieval.text")),
            Confidence = json.String("confidence"),
            Classify = json.Find("heads.classify") is null ? null : new ClassifyEntry(
                json.RequireString("heads.classify.head"), json.RequireString("heads.classify.labels")),
            Files = ReadFiles(json),
        };
    }

    /// <summary>A fusion by its name.</summary>
    /// <exception cref="ModelFolderException">There is none of that name.</exception>
    public FusionEntry FusionOf(AnswerEntry answer, string name) => answer.Fusions.TryGetValue(name, out FusionEntry? entry) ? entry
        : throw Json.Wrong("heads.answer.fusions", $"'{name}' is not among them: {string.Join(", ", answer.Fusions.Keys)}.");

    private static AnswerEntry ReadAnswer(JsonFile json)
    {
        const string key = "heads.answer.fusions";
        Dictionary<string, FusionEntry> fusions = [];
        foreach (JsonProperty fusion in Object(json, key).EnumerateObject())
        {
            fusions[fusion.Name] = new FusionEntry(json.RequireString($"{key}.{fusion.Name}.folder"), json.RequireString($"{key}.{fusion.Name}.kind"));
        }

        string chosen = json.RequireString("heads.answer.fusion");
        return fusions.ContainsKey(chosen)
            ? new AnswerEntry(chosen, fusions, json.RequireString("heads.answer.labels"))
            : throw json.Wrong("heads.answer.fusion", $"'{chosen}' is not among the fusions: {string.Join(", ", fusions.Keys)}.");
    }

    private static float? ReadWeight(JsonFile json)
    {
        const string key = "heads.caption.generation.rerank_weight";
        double? weight = json.Double(key);
        return weight is < 0 or > float.MaxValue ? throw json.Wrong(key, $"expected a number of at least 0, found {weight}.")
            : weight > 0 && (json.Find("heads.retrieval") is null || json.Find("textEncoder") is null) ? throw json.Wrong(key, "captions are ranked in the joint space of a text encoder and a retrieval head, which the model lacks. Remove the key.")
            : (float?)weight;
    }

    private static List<ManifestFile> ReadFiles(JsonFile json)
    {
        List<ManifestFile> files = [];
        if (json.Find("files") is null)
        {
            return files;
        }

        foreach (JsonProperty file in Object(json, "files").EnumerateObject())
        {
            string key = $"files.{file.Name}";
            if (JsonFile.Find(file.Value, "bytes") is not { ValueKind: JsonValueKind.Number } bytes || !bytes.TryGetInt64(out long length)
                || JsonFile.Find(file.Value, "sha256") is not { ValueKind: JsonValueKind.String } sha || sha.GetString() is not { Length: 64 } hash)
            {
                throw json.Unexpected(key, "{ \"bytes\": a number, \"sha256\": 64 hexadecimal digits }", file.Value);
            }

            files.Add(new ManifestFile(file.Name, length, hash));
        }

        return files;
    }

    private static JsonElement Object(JsonFile json, string key)
    {
        JsonElement element = json.Require(key);
        return element.ValueKind == JsonValueKind.Object ? element : throw json.Unexpected(key, "an object", element);
    }

    /// <param name="Folder">The folder.</param>
    /// <param name="Session">The file in it.</param>
    /// <param name="Rows">The output with the rows.</param>
    /// <param name="Pooled">The output with the pooled vector.</param>
    /// <param name="Classes">Whether the encoder knows classes of its own; false where it was trained on without them.</param>
    internal sealed record ImageEncoderEntry(string Folder, string? Session, string? Rows, string? Pooled, bool Classes);

    internal sealed record TextEncoderEntry(string Folder, string? Session, string? Tokens);

    internal sealed record CaptionEntry(string Folder, string? Decoder, int? NumBeams, int? MaxNewTokens, float? RerankWeight);

    internal sealed record FusionEntry(string Folder, string Kind);

    internal sealed record AnswerEntry(string Fusion, IReadOnlyDictionary<string, FusionEntry> Fusions, string Labels);

    internal sealed record RetrievalEntry(string Image, string Text);

    internal sealed record ClassifyEntry(string Head, string Labels);

    internal sealed record ManifestFile(string Path, long Bytes, string Sha256);
}
