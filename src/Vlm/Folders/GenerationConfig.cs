namespace Vlm.Folders;

/// <summary>How a model's folder wants text to be generated. Null where the folder says nothing.</summary>
internal sealed class GenerationConfig
{
    public int? DecoderStartTokenId { get; init; }

    public int? BosTokenId { get; init; }

    /// <summary>The ids that end a text; empty where the folder names none.</summary>
    public IReadOnlyList<int> EosTokenIds { get; init; } = [];

    public int? PadTokenId { get; init; }

    /// <summary>All else, in the terms of a call's options; a fresh object.</summary>
    public required GenerationOptions Options { get; init; }

    /// <summary>Reads generation_config.json; a key that it lacks is looked for in config.json.</summary>
    public static GenerationConfig Read(ModelFolder folder) =>
        Read(folder.TryReadJson("generation_config.json"), folder.Config?.File);

    public static GenerationConfig Read(JsonFile? generation, JsonFile? config)
    {
        GenerationKeys keys = new(generation, config);
        return new GenerationConfig
        {
            DecoderStartTokenId = keys.Int("decoder_start_token_id", 0),
            BosTokenId = keys.Int("bos_token_id", 0),
            EosTokenIds = keys.Ids("eos_token_id") ?? [],
            PadTokenId = keys.Int("pad_token_id", 0),
            Options = new GenerationOptions
            {
                MaxNewTokens = keys.Int("max_new_tokens", 1),
                MaxLength = keys.Int("max_length", 1),
                MinLength = keys.Int("min_length", 0),
                MinNewTokens = keys.Int("min_new_tokens", 0),
                MaxTime = keys.Number("max_time", double.Epsilon, float.MaxValue) is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) : null,
                StopStrings = keys.Texts("stop_strings"),
                NumBeams = keys.Int("num_beams", 1),
                NumReturnSequences = keys.Int("num_return_sequences", 1),
                LengthPenalty = (float?)keys.Number("length_penalty", float.MinValue, float.MaxValue),
                EarlyStopping = keys.EarlyStopping("early_stopping"),
                DoSample = keys.Flag("do_sample"),
                Temperature = (float?)keys.Number("temperature", 0, float.MaxValue),
                TopK = keys.Int("top_k", 0),
                TopP = (float?)keys.Number("top_p", 0, 1),
                MinP = (float?)keys.Number("min_p", 0, 1),
                TypicalP = (float?)keys.Number("typical_p", 0, 1),
                RepetitionPenalty = (float?)keys.Number("repetition_penalty", float.Epsilon, float.MaxValue),
                NoRepeatNgramSize = keys.Int("no_repeat_ngram_size", 0),
                EncoderNoRepeatNgramSize = keys.Int("encoder_no_repeat_ngram_size", 0),
                BadWordIds = keys.Runs("bad_words_ids"),
                ForcedBosTokenId = keys.Int("forced_bos_token_id", 0),
                ForcedEosTokenIds = keys.Ids("forced_eos_token_id"),
                ForcedDecoderIds = keys.Places("forced_decoder_ids"),
                SuppressTokens = keys.Ids("suppress_tokens"),
                BeginSuppressTokens = keys.Ids("begin_suppress_tokens"),
            },
        };
    }
}
