using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>What a tokenizer.json holds.</summary>
/// <param name="Pipeline">The components.</param>
/// <param name="Truncation">The file's own; null for none.</param>
/// <param name="Padding">The file's own; null for none.</param>
internal sealed record TokenizerFile(TokenizerPipeline Pipeline, TruncationSettings? Truncation, PaddingSettings? Padding)
{
    // What all added tokens together may have before they are normalized.
    private const int AddedTokensLength = 1 << 16;

    /// <summary>The file alone.</summary>
    public static TokenizerFile Read(JsonFile file) => Read(file, TokenizerConfig.Empty);

    /// <summary>The file with what its folder says beside it.</summary>
    public static TokenizerFile Read(JsonFile file, TokenizerConfig config)
    {
        Effort.Begin(AddedTokensLength);
        try
        {
            return Read(JsonPart.Root(file), config);
        }
        catch (InvalidInputException e)
        {
            // Reading compiles its expressions and normalizes its added tokens.
            throw new ModelFolderException(file.Path, e.Message, innerException: e);
        }
    }

    private static TokenizerFile Read(JsonPart root, TokenizerConfig config)
    {
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
