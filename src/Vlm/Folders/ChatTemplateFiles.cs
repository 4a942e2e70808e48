using System.Text.Json;

namespace Vlm.Folders;

/// <summary>The chat templates of a folder, by name, and the special tokens that they may write.</summary>
internal sealed record ChatTemplateFiles(IReadOnlyDictionary<string, ChatTemplateText> Templates, IReadOnlyDictionary<string, string> SpecialTokens)
{
    public const string DefaultName = "default";

    private const int MaxBytes = 4 << 20;

    /// <summary>
    /// Reads chat_template.jinja and additional_chat_templates/*.jinja; for names that they do not give chat_template.json, and then
    /// tokenizer_config.json, whose chat_template is a text or a list of names and texts.
    /// </summary>
    public static ChatTemplateFiles Read(string folder)
    {
        JsonFile? config = TryRead(folder, "tokenizer_config.json"), processor = TryRead(folder, "chat_template.json");
        Dictionary<string, ChatTemplateText> templates = [];
        AddFile(templates, DefaultName, Path.Combine(folder, "chat_template.jinja"));
        string more = Path.Combine(folder, "additional_chat_templates");
        if (Directory.Exists(more))
        {
            foreach (string file in Directory.EnumerateFiles(more, "*.jinja").Order(StringComparer.Ordinal))
            {
                AddFile(templates, Path.GetFileNameWithoutExtension(file), file);
            }
        }

        AddKey(templates, processor);
        AddKey(templates, config);
        return new ChatTemplateFiles(templates, Tokens(config, TryRead(folder, "special_tokens_map.json")));
    }

    public static string ReadText(string path)
    {
        try
        {
            FileInfo info = new(path);
            return info.Exists && info.Length > MaxBytes
                ? throw new ModelFolderException(path, $"{info.Length} bytes are more than the {MaxBytes} that a chat template may have.")
                : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message} Fetch the file, or pass the folder that holds it.", innerException: e);
        }
    }

    private static void AddFile(Dictionary<string, ChatTemplateText> templates, string name, string path)
    {
        if (File.Exists(path))
        {
            templates.TryAdd(name, new ChatTemplateText(path, ReadText(path)));
        }
    }

    private static void AddKey(Dictionary<string, ChatTemplateText> templates, JsonFile? file)
    {
        const string key = "chat_template";
        switch (file?.Find(key))
        {
            case null:
                break;
            case { ValueKind: JsonValueKind.String } text:
                templates.TryAdd(DefaultName, new ChatTemplateText($"{file.Path}: {key}", TextOf(file, key, text)));
                break;
            case { ValueKind: JsonValueKind.Array } list:
                foreach (JsonElement item in list.EnumerateArray())
                {
                    if (JsonFile.Find(item, "name") is not { } named || JsonFile.Find(item, "template") is not { } template)
                    {
                        throw file.Unexpected(key, "a list of objects with name and template", item);
                    }

                    string name = TextOf(file, key, named);
                    templates.TryAdd(name, new ChatTemplateText($"{file.Path}: {key}.{name}", TextOf(file, $"{key}.{name}", template)));
                }

                break;
            case { ValueKind: JsonValueKind.Object } map:
                foreach (JsonProperty template in map.EnumerateObject())
                {
                    string name = JsonFile.NameOf(template);
                    templates.TryAdd(name, new ChatTemplateText($"{file.Path}: {key}.{name}", TextOf(file, $"{key}.{name}", template.Value)));
                }

                break;
            case { } other:
                throw file.Unexpected(key, "a text, or a list of objects with name and template", other);
        }
    }

    private static Dictionary<string, string> Tokens(JsonFile? config, JsonFile? map)
    {
        Dictionary<string, string> tokens = [];
        foreach (JsonFile file in new[] { config, map }.OfType<JsonFile>())
        {
            foreach (string key in (string[])["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"])
            {
                Add(key, file.Find(key));
            }

            if (file.Find("extra_special_tokens") is { ValueKind: JsonValueKind.Object } extra)
            {
                foreach (JsonProperty token in extra.EnumerateObject())
                {
                    Add(JsonFile.NameOf(token), token.Value);
                }
            }
        }

        return tokens;

        void Add(string name, JsonElement? token)
        {
            JsonElement? content = token is { ValueKind: JsonValueKind.Object } entry ? JsonFile.Find(entry, "content") : token;
            if (content is { ValueKind: JsonValueKind.String } text && JsonFile.TextOf(text) is { } whole)
            {
                tokens.TryAdd(name, whole);
            }
        }
    }

    private static string TextOf(JsonFile file, string key, JsonElement element) =>
        element.ValueKind == JsonValueKind.String && JsonFile.TextOf(element) is { } text ? text : throw file.Unexpected(key, "a text of whole characters", element);

    private static JsonFile? TryRead(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? JsonFile.Read(path) : null;
    }
}

/// <summary>A template's text and where it came from.</summary>
internal sealed record ChatTemplateText(string Origin, string Text);
