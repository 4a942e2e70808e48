using System.Text.Json;

namespace Vlm.Folders;

/// <summary>A token that tokenizer_config.json or special_tokens_map.json names: its content alone, or with the way in which it is looked for.</summary>
internal sealed record SpecialTokenEntry
{
    public required string Content { get; init; }

    /// <summary>Null where the file does not say.</summary>
    public bool? Special { get; init; }

    public bool SingleWord { get; init; }

    public bool StripLeft { get; init; }

    public bool StripRight { get; init; }

    /// <summary>Null where the file does not say.</summary>
    public bool? Normalized { get; init; }

    /// <summary>Reads a text or an object with "content"; null for JSON's null.</summary>
    public static SpecialTokenEntry? Read(JsonFile file, string key, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.String:
                return new SpecialTokenEntry { Content = JsonFile.TextOf(element) ?? throw file.Unexpected(key, "a text of whole characters", element) };
            case JsonValueKind.Object when JsonFile.Find(element, "content") is { ValueKind: JsonValueKind.String } content && JsonFile.TextOf(content) is { } text:
                return new SpecialTokenEntry
                {
                    Content = text,
                    Special = Flag("special"),
                    SingleWord = Flag("single_word") ?? false,
                    StripLeft = Flag("lstrip") ?? false,
                    StripRight = Flag("rstrip") ?? false,
                    Normalized = Flag("normalized"),
                };
            default:
                throw file.Unexpected(key, "a text, or an object with a text as content", element);
        }

        bool? Flag(string name) => JsonFile.Find(element, name) is not { } flag ? null
            : flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean()
            : throw file.Unexpected($"{key}.{name}", "true or false", flag);
    }
}
