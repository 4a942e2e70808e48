using System.Text.Json;

namespace Vlm.Folders;

/// <summary>The keys of generation_config.json, checked; those that it lacks are looked for in config.json, where older folders have them.</summary>
internal sealed class GenerationKeys(JsonFile? generation, JsonFile? config)
{
    public int? Int(string key, int least) =>
        Holding(key) is not { } file ? null
        : file.Int(key) is { } value && value >= least ? value
        : throw file.Unexpected(key, $"a whole number from {least}", file.Require(key));

    public double? Number(string key, double least, double greatest) =>
        Holding(key) is not { } file ? null
        : file.Double(key) is { } value && value >= least && value <= greatest ? value
        : throw file.Unexpected(key, least == double.Epsilon || least == float.Epsilon ? "a number above 0" : $"a number from {least} to {greatest}", file.Require(key));

    public bool? Flag(string key) => Holding(key)?.Bool(key);

    /// <summary>An id, or a list of ids.</summary>
    public IReadOnlyList<int>? Ids(string key) =>
        Holding(key) is not { } file ? null
        : file.Require(key) is { ValueKind: JsonValueKind.Array } list ? IdList(file, key, list)
        : [Id(file, key, file.Require(key))];

    /// <summary>A list of lists of ids.</summary>
    public IReadOnlyList<IReadOnlyList<int>>? Runs(string key) =>
        Holding(key) is not { } file ? null
        : file.Require(key) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(run => IdList(file, key, run))]
        : throw file.Unexpected(key, "a list of lists of ids", file.Require(key));

    /// <summary>A list of pairs of a place and an id.</summary>
    public IReadOnlyDictionary<int, int>? Places(string key)
    {
        if (Runs(key) is not { } pairs)
        {
            return null;
        }

        Dictionary<int, int> idOfPlace = [];
        foreach (IReadOnlyList<int> pair in pairs)
        {
            if (pair.Count != 2 || !idOfPlace.TryAdd(pair[0], pair[1]))
            {
                throw Holding(key)!.Unexpected(key, "a list of pairs of a place and an id, each place once", Holding(key)!.Require(key));
            }
        }

        return idOfPlace;
    }

    /// <summary>A text, or a list of texts.</summary>
    public IReadOnlyList<string>? Texts(string key)
    {
        if (Holding(key) is not { } file)
        {
            return null;
        }

        JsonElement value = file.Require(key);
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return [.. items.Select(item => item.ValueKind == JsonValueKind.String && JsonFile.TextOf(item) is { Length: > 0 } text
            ? text
            : throw file.Unexpected(key, "a text, or a list of texts, none of them empty", value))];
    }

    public EarlyStopping? EarlyStopping(string key) => Holding(key)?.Require(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => Vlm.EarlyStopping.Always,
        { ValueKind: JsonValueKind.False } => Vlm.EarlyStopping.Likely,
        { ValueKind: JsonValueKind.String } e when e.GetString() == "never" => Vlm.EarlyStopping.Never,
        { } e => throw Holding(key)!.Unexpected(key, "true, false or \"never\"", e),
    };

    private static List<int> IdList(JsonFile file, string key, JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw file.Unexpected(key, "a list of ids", list);
        }

        List<int> ids = new(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
        {
            ids.Add(Id(file, key, item));
        }

        return ids;
    }

    private static int Id(JsonFile file, string key, JsonElement item) =>
        item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int id) && id >= 0
            ? id
            : throw file.Unexpected(key, "an id, or a list of ids, each a whole number from 0", item);

    private JsonFile? Holding(string key) => generation?.Find(key) is not null ? generation : config?.Find(key) is not null ? config : null;
}
