using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>A tokenizer.json under way: the components as JSON, the model written by its form.</summary>
internal sealed class TokenizerDocument
{
    /// <summary>JSON of the component; null for none.</summary>
    public JsonNode? Normalizer { get; init; }

    public JsonNode? PreTokenizer { get; init; }

    public JsonNode? PostProcessor { get; init; }

    public JsonNode? Decoder { get; init; }

    public JsonArray AddedTokens { get; init; } = [];

    /// <summary>Writes the model's object, its braces included.</summary>
    public required Action<Utf8JsonWriter> WriteModel { get; init; }

    /// <summary>The document as if it stood in the file that it was made of.</summary>
    public JsonFile ToFile(string path)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            Write(json, "added_tokens", AddedTokens);
            Write(json, "normalizer", Normalizer);
            Write(json, "pre_tokenizer", PreTokenizer);
            Write(json, "post_processor", PostProcessor);
            Write(json, "decoder", Decoder);
            json.WritePropertyName("model");
            WriteModel(json);
            json.WriteEndObject();
        }

        return JsonFile.Parse(path, buffer.WrittenMemory);
    }

    /// <summary>A component without settings, or with settings given as JSON's inside of braces.</summary>
    public static JsonNode Component(string type, string settings = "") => JsonNode.Parse($"{{\"type\":\"{type}\"{(settings.Length > 0 ? "," : "")}{settings}}}")!;

    /// <summary>An added token, looked for as tokenizer_config.json says where it knows the token, else as given here.</summary>
    public static JsonNode AddedToken(TokenizerConfig config, SpecialTokenEntry otherwise)
    {
        SpecialTokenEntry entry = config.AddedTokens.Concat(config.Tokens.Values.OfType<SpecialTokenEntry>().Where(t => t.Normalized is not null))
            .FirstOrDefault(t => t.Content == otherwise.Content, otherwise);
        bool special = entry.Special ?? otherwise.Special ?? true;
        return new JsonObject
        {
            ["content"] = entry.Content,
            ["special"] = special,
            ["single_word"] = entry.SingleWord,
            ["lstrip"] = entry.StripLeft,
            ["rstrip"] = entry.StripRight,
            ["normalized"] = entry.Normalized ?? otherwise.Normalized ?? !special,
        };
    }

    public static JsonNode Sequence(string members, params JsonNode[] steps) => new JsonObject { ["type"] = "Sequence", [members] = new JsonArray(steps) };

    public static string Bool(bool value) => value ? "true" : "false";

    private static void Write(Utf8JsonWriter json, string name, JsonNode? node)
    {
        if (node is not null)
        {
            json.WritePropertyName(name);
            node.WriteTo(json);
        }
    }
}
