using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>What a tokenizer.json holds.</summary>
/// <param name="Pipeline">The components.</param>
/// <param name="Truncation">The file's own; null for none.</param>
/// <param name="Padding">The file's own; null for none.</param>
internal sealed record TokenizerFile(TokenizerPipeline Pipeline, TruncationSettings? Truncation, PaddingSettings? Padding)
{
    /// <summary>The file alone.</summary>
    public static TokenizerFile Read(JsonFile file) => Read(file, TokenizerConfig.Empty);

    /// <summary>The file with what its folder says beside it.</summary>
    public static TokenizerFile Read(JsonFile file, TokenizerConfig config)
    {
        JsonPart root = JsonPart.Root(file);
        TokenModel model = TokenModelReader.Read(root.Require("model"));
        NormalizerChain normalizer = ConfiguredComponents.ReadNormalizer(root.Find("normalizer"), config);
        AddedVocabulary added = new(AddedTokenReader.Read(root.Find("added_tokens"), model.Vocabulary, config), normalizer);
        TokenizerPipeline pipeline = new(
            added,
            normalizer,
            ConfiguredComponents.ReadPreTokenizer(root.Find("pre_tokenizer"), config),
            model,
            ConfiguredComponents.ReadPostProcessor(root.Find("post_processor"), config, added),
            DecoderReader.Read(root.Find("decoder")));
        return new TokenizerFile(
            pipeline, LengthSettingsReader.ReadTruncation(root.Find("truncation")), LengthSettingsReader.ReadPadding(root.Find("padding")));
    }
}
