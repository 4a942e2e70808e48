using System.Text.Json;
using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>Makes a tokenizer of a folder's files, with the lengths that Python's libraries would use.</summary>
internal static class TokenizerFactory
{
    /// <summary>Reads tokenizer.json and what stands beside it: sentence_bert_config.json, tokenizer_config.json, special_tokens_map.json.</summary>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public static ITokenizer Create(string folder)
    {
        string path = Path.Combine(folder, "tokenizer.json");
        if (!File.Exists(path))
        {
            string found = Directory.Exists(folder) ? "the file is missing." : "there is no such folder.";
            throw new ModelFolderException(path, $"{found} Expected a folder with tokenizer.json, in the Hugging Face layout.");
        }

        TokenizerFile file = TokenizerFile.Read(JsonFile.Read(path));
        JsonFile? config = TryRead(folder, "tokenizer_config.json");
        int? sentenceLength = TryRead(folder, "sentence_bert_config.json")?.Int("max_seq_length");
        return new PipelineTokenizer(
            file.Pipeline,
            Truncation(file, config, sentenceLength),
            Padding(file, config, TryRead(folder, "special_tokens_map.json"), sentenceLength is not null),
            config?.Bool("clean_up_tokenization_spaces") ?? false,
            file.Pipeline.Model is BpeModel bpe ? bpe.EndSuffix : "");
    }

    /// <summary>A tokenizer.json alone, with its own truncation and padding.</summary>
    public static ITokenizer CreateFromFile(string path)
    {
        TokenizerFile file = TokenizerFile.Read(JsonFile.Read(path));
        return new PipelineTokenizer(file.Pipeline, file.Truncation, file.Padding ?? PaddingSettings.Default, cleanSpaces: false);
    }

    private static JsonFile? TryRead(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? JsonFile.Read(path) : null;
    }

    private static TruncationSettings? Truncation(TokenizerFile file, JsonFile? config, int? sentenceLength)
    {
        int? length = sentenceLength ?? ModelMaxLength(config) ?? file.Truncation?.MaxLength;
        return length is not { } max ? null : (file.Truncation ?? new TruncationSettings { MaxLength = max, FromLeft = config?.String("truncation_side") == "left" }) with { MaxLength = max };
    }

    /// <summary>model_max_length; null where it is absent or the huge number that Python writes for "no limit".</summary>
    private static int? ModelMaxLength(JsonFile? config) =>
        config?.Double("model_max_length") is { } length && length < 1e9
            ? length >= 1 ? (int)length : throw config.Unexpected("model_max_length", "a length of 1 or more", config.Require("model_max_length"))
            : null;

    private static PaddingSettings Padding(TokenizerFile file, JsonFile? config, JsonFile? specials, bool longestOfBatch)
    {
        if (file.Padding is { } own)
        {
            return longestOfBatch ? own with { FixedLength = null } : own;
        }

        string? token = TokenText(config?.Find("pad_token")) ?? TokenText(specials?.Find("pad_token"));
        return new PaddingSettings { PadId = file.Pipeline.IdOf(token) ?? 0, OnLeft = config?.String("padding_side") == "left" };
    }

    /// <summary>A special token stands in these files as a text or as an object with its content.</summary>
    private static string? TokenText(JsonElement? element) => element switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } token when token.TryGetProperty("content", out JsonElement content) && content.ValueKind == JsonValueKind.String => content.GetString(),
        _ => null,
    };
}
