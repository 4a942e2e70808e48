using System.Globalization;
using System.Text.Json;

namespace Vlm.Folders;

/// <summary>What a folder says of its tokenizer beside tokenizer.json: tokenizer_config.json and special_tokens_map.json. Null where it says nothing.</summary>
internal sealed record TokenizerConfig
{
    private static readonly string[] TokenKeys = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

    /// <summary>A folder that has neither file.</summary>
    public static TokenizerConfig Empty { get; } = new();

    /// <summary>Python's class, without the "Fast" at its end.</summary>
    public string? ClassName { get; init; }

    /// <summary>The greatest length; null too where the file has the huge number that Python writes for "none".</summary>
    public int? MaxLength { get; init; }

    public bool? PadLeft { get; init; }

    public bool? TruncateLeft { get; init; }

    public int? PadTypeId { get; init; }

    public bool? CleanUpSpaces { get; init; }

    public bool? AddBos { get; init; }

    public bool? AddEos { get; init; }

    public bool? AddPrefixSpace { get; init; }

    public bool? TrimOffsets { get; init; }

    public bool? Legacy { get; init; }

    public bool? LowerCase { get; init; }

    public bool? StripAccents { get; init; }

    public bool? SpaceChineseCharacters { get; init; }

    /// <summary>Whether the file lists its added tokens; then special_tokens_map.json is not read, as in Python.</summary>
    public bool HasAddedTokens { get; init; }

    /// <summary>added_tokens_decoder in the order of its ids.</summary>
    public IReadOnlyList<SpecialTokenEntry> AddedTokens { get; init; } = [];

    /// <summary>The tokens by role, such as pad_token; a role that the file sets to null is there with null.</summary>
    public IReadOnlyDictionary<string, SpecialTokenEntry?> Tokens { get; init; } = new Dictionary<string, SpecialTokenEntry?>();

    public IReadOnlyList<SpecialTokenEntry> AdditionalTokens { get; init; } = [];

    /// <exception cref="ModelFolderException">A key has the wrong type or a value that is not known.</exception>
    public static TokenizerConfig Read(JsonFile? config, JsonFile? specialTokensMap)
    {
        if (config is null && specialTokensMap is null)
        {
            return Empty;
        }

        Dictionary<string, SpecialTokenEntry?> tokens = new(StringComparer.Ordinal);
        List<SpecialTokenEntry> additional = [], added = ReadAddedTokens(config);
        ReadTokens(config, tokens, additional);
        if (added.Count == 0)
        {
            ReadTokens(specialTokensMap, tokens, additional);
        }

        return new TokenizerConfig
        {
            ClassName = config?.String("tokenizer_class") is { } name ? name.EndsWith("Fast", StringComparison.Ordinal) ? name[..^4] : name : null,
            MaxLength = ReadMaxLength(config),
            PadLeft = IsLeft(config, "padding_side"),
            TruncateLeft = IsLeft(config, "truncation_side"),
            PadTypeId = config?.Int("pad_token_type_id"),
            CleanUpSpaces = config?.Bool("clean_up_tokenization_spaces"),
            AddBos = config?.Bool("add_bos_token"),
            AddEos = config?.Bool("add_eos_token"),
            AddPrefixSpace = config?.Bool("add_prefix_space"),
            TrimOffsets = config?.Bool("trim_offsets"),
            Legacy = config?.Bool("legacy"),
            LowerCase = config?.Bool("do_lower_case"),
            StripAccents = config?.Bool("strip_accents"),
            SpaceChineseCharacters = config?.Bool("tokenize_chinese_chars"),
            HasAddedTokens = added.Count > 0,
            AddedTokens = added,
            Tokens = tokens,
            AdditionalTokens = additional,
        };
    }

    private static void ReadTokens(JsonFile? file, Dictionary<string, SpecialTokenEntry?> tokens, List<SpecialTokenEntry> additional)
    {
        foreach (string key in file is null ? [] : TokenKeys)
        {
            if (file!.Root.ValueKind == JsonValueKind.Object && file.Root.TryGetProperty(key, out JsonElement element))
            {
                tokens[key] = SpecialTokenEntry.Read(file, key, element);
            }
        }

        if (file?.Find("additional_special_tokens") is { } list)
        {
            additional.Clear();
            additional.AddRange(Items(file, "additional_special_tokens", list));
        }
    }

    private static IEnumerable<SpecialTokenEntry> Items(JsonFile file, string key, JsonElement list) => list.ValueKind != JsonValueKind.Array
        ? throw file.Unexpected(key, "a list of tokens", list)
        : list.EnumerateArray().Select((item, i) => SpecialTokenEntry.Read(file, $"{key}[{i}]", item) ?? throw file.Unexpected($"{key}[{i}]", "a token", item));

    private static List<SpecialTokenEntry> ReadAddedTokens(JsonFile? config)
    {
        if (config?.Find("added_tokens_decoder") is not { } owner)
        {
            return [];
        }

        if (owner.ValueKind != JsonValueKind.Object)
        {
            throw config.Unexpected("added_tokens_decoder", "an object of token by id", owner);
        }

        SortedDictionary<int, SpecialTokenEntry> tokens = [];
        foreach (JsonProperty entry in owner.EnumerateObject())
        {
            string key = $"added_tokens_decoder.{JsonFile.NameOf(entry)}";
            tokens[int.TryParse(JsonFile.NameOf(entry), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : throw config.Wrong(key, "expected an id as its name.")] =
                SpecialTokenEntry.Read(config, key, entry.Value) ?? throw config.Unexpected(key, "a token", entry.Value);
        }

        return [.. tokens.Values];
    }

    private static int? ReadMaxLength(JsonFile? config) =>
        config?.Double("model_max_length") is not { } length || length >= 1e9 ? null
        : length >= 1 ? (int)length
        : throw config.Unexpected("model_max_length", "a length of 1 or more", config.Require("model_max_length"));

    private static bool? IsLeft(JsonFile? config, string key) => config?.String(key) switch
    {
        null => null,
        "left" => true,
        "right" => false,
        _ => throw config.Unexpected(key, "\"left\" or \"right\"", config.Require(key)),
    };
}
