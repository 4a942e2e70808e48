using System.Text.Json;

namespace Vlm.Folders;

/// <summary>How a model's folder wants text to be generated. Null where the folder says nothing.</summary>
internal sealed class GenerationConfig
{
    public int? DecoderStartTokenId { get; init; }

    public int? BosTokenId { get; init; }

    /// <summary>The ids that end a text; empty where the folder names none.</summary>
    public IReadOnlyList<int> EosTokenIds { get; init; } = [];

    public int? PadTokenId { get; init; }

    /// <summary>The greatest length, prompt included.</summary>
    public int? MaxLength { get; init; }

    public int? MaxNewTokens { get; init; }

    public int? NumBeams { get; init; }

    public double? LengthPenalty { get; init; }

    /// <summary>Whether beam search ends at as many finished texts as there are beams. "never" in the file is <see cref="EarlyStoppingNever"/>.</summary>
    public bool? EarlyStopping { get; init; }

    /// <summary>Whether beam search goes on until no better text is possible.</summary>
    public bool EarlyStoppingNever { get; init; }

    /// <summary>Ids that are never chosen; empty where the folder names none.</summary>
    public IReadOnlyList<int> SuppressTokens { get; init; } = [];

    /// <summary>Reads generation_config.json; a key that it lacks is looked for in config.json.</summary>
    public static GenerationConfig Read(ModelFolder folder) =>
        Read(folder.TryReadJson("generation_config.json"), folder.TryReadJson("config.json"));

    public static GenerationConfig Read(JsonFile? generation, JsonFile? config)
    {
        (bool? earlyStopping, bool never) = EarlyStoppingOf(Holding("early_stopping"));
        return new GenerationConfig
        {
            DecoderStartTokenId = Id("decoder_start_token_id"),
            BosTokenId = Id("bos_token_id"),
            EosTokenIds = Ids("eos_token_id"),
            PadTokenId = Id("pad_token_id"),
            MaxLength = AtLeast("max_length", 1),
            MaxNewTokens = AtLeast("max_new_tokens", 1),
            NumBeams = AtLeast("num_beams", 1),
            LengthPenalty = Holding("length_penalty")?.Double("length_penalty"),
            EarlyStopping = earlyStopping,
            EarlyStoppingNever = never,
            SuppressTokens = Ids("suppress_tokens"),
        };

        JsonFile? Holding(string key) => generation?.Find(key) is not null ? generation : config?.Find(key) is not null ? config : null;

        int? Id(string key) => AtLeast(key, 0);

        int? AtLeast(string key, int least) =>
            Holding(key) is not { } file ? null
            : file.Int(key) is { } value && value >= least ? value
            : throw file.Unexpected(key, $"a whole number from {least}", file.Require(key));

        IReadOnlyList<int> Ids(string key) => Holding(key) is { } file ? IdList(file, key) : [];
    }

    private static List<int> IdList(JsonFile file, string key)
    {
        JsonElement element = file.Require(key);
        List<int> ids = [];
        foreach (JsonElement item in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().ToArray() : [element])
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out int id) || id < 0)
            {
                throw file.Unexpected(key, "an id, or a list of ids, each a whole number from 0", element);
            }

            ids.Add(id);
        }

        return ids;
    }

    private static (bool? Value, bool Never) EarlyStoppingOf(JsonFile? file)
    {
        const string key = "early_stopping";
        return file?.Find(key) switch
        {
            null => (null, false),
            { ValueKind: JsonValueKind.True } => (true, false),
            { ValueKind: JsonValueKind.False } => (false, false),
            { ValueKind: JsonValueKind.String } e when e.GetString() == "never" => (false, true),
            { } e => throw file.Unexpected(key, "true, false or \"never\"", e),
        };
    }
}
