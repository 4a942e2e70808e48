using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>Makes a tokenizer of a folder's files, with the lengths that Python's libraries would use.</summary>
internal static class TokenizerFactory
{
    /// <summary>
    /// Reads tokenizer.json, or the older files that hold a vocabulary, and what stands beside it: sentence_bert_config.json,
    /// tokenizer_config.json, special_tokens_map.json.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="padToMaxLength">Whether texts are padded to the greatest length where the files do not say so, as models need that were trained that way and take no mask.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public static ITokenizer Create(string folder, bool padToMaxLength = false)
    {
        TokenizerConfig config = TokenizerConfig.Read(TryRead(folder, "tokenizer_config.json"), TryRead(folder, "special_tokens_map.json"));
        TokenizerFile file = TokenizerFile.Read(TryRead(folder, "tokenizer.json") ?? VocabularyForms.Read(folder, config), config);
        int? sentenceLength = TryRead(folder, "sentence_bert_config.json")?.Int("max_seq_length");
        TruncationSettings? truncation = Truncation(file, config, sentenceLength);
        PaddingSettings padding = Padding(file, config, sentenceLength is not null);
        return new PipelineTokenizer(
            file.Pipeline,
            truncation,
            padToMaxLength ? padding with { FixedLength = truncation?.MaxLength } : padding,
            config.CleanUpSpaces ?? false,
            WordEnd(file.Pipeline, config));
    }

    /// <summary>A tokenizer.json alone, with its own truncation and padding.</summary>
    public static ITokenizer CreateFromFile(string path)
    {
        TokenizerFile file = TokenizerFile.Read(JsonFile.Read(path));
        return new PipelineTokenizer(file.Pipeline, file.Truncation, file.Padding ?? PaddingSettings.Default, cleanSpaces: false);
    }

    private static JsonFile? TryRead(string folder, string name)
    {
        string path = ContainedPath.Resolve(folder, name);
        return File.Exists(path) ? JsonFile.Read(path) : null;
    }

    // CLIP's class turns the mark of a word's end into a space, which no decoder of its file does.
    private static string WordEnd(TokenizerPipeline pipeline, TokenizerConfig config) =>
        config.ClassName is null or "CLIPTokenizer" && pipeline.Model is BpeModel model && pipeline.Decoders is [ByteLevelDecoder] ? model.EndSuffix : "";

    private static TruncationSettings? Truncation(TokenizerFile file, TokenizerConfig config, int? sentenceLength)
    {
        int? length = sentenceLength ?? config.MaxLength ?? file.Truncation?.MaxLength;
        if (length is not { } max)
        {
            return null;
        }

        TruncationSettings settings = file.Truncation ?? new TruncationSettings { MaxLength = max };
        return settings with { MaxLength = max, FromLeft = config.TruncateLeft ?? settings.FromLeft };
    }

    private static PaddingSettings Padding(TokenizerFile file, TokenizerConfig config, bool longestOfBatch)
    {
        // A sentence model's own padding of the file is meant for its own length; its users pad to the longest.
        PaddingSettings settings = file.Padding is { } own ? longestOfBatch ? own with { FixedLength = null } : own : new PaddingSettings();

        // Where no file names the token, its two usual spellings are tried.
        string?[] names = [SpecialTokens.Find(config, "pad_token")?.Content, "<pad>", "[PAD]"];
        int? id = file.Padding is null ? names.Select(file.Pipeline.IdOf).FirstOrDefault(found => found is not null) : null;
        return settings with
        {
            PadId = id ?? settings.PadId,
            PadTypeId = config.PadTypeId ?? settings.PadTypeId,
            OnLeft = config.PadLeft ?? settings.OnLeft,
        };
    }
}
