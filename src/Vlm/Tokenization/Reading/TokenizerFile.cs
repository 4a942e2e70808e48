using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>What a tokenizer.json holds.</summary>
/// <param name="Pipeline">The components.</param>
/// <param name="Truncation">The file's own; null for none.</param>
/// <param name="Padding">The file's own; null for none.</param>
internal sealed record TokenizerFile(TokenizerPipeline Pipeline, TruncationSettings? Truncation, PaddingSettings? Padding)
{
    public static TokenizerFile Read(JsonFile file)
    {
        JsonPart root = JsonPart.Root(file);
        TokenModel model = TokenModelReader.Read(root.Require("model"));
        NormalizerChain normalizer = NormalizerReader.Read(root.Find("normalizer"));
        AddedVocabulary added = new(AddedTokenReader.Read(root.Find("added_tokens"), model.Vocabulary), normalizer);
        TokenizerPipeline pipeline = new(
            added,
            normalizer,
            PreTokenizerReader.Read(root.Find("pre_tokenizer")),
            model,
            PostProcessorReader.Read(root.Find("post_processor")),
            DecoderReader.Read(root.Find("decoder")));
        return new TokenizerFile(
            pipeline, LengthSettingsReader.ReadTruncation(root.Find("truncation")), LengthSettingsReader.ReadPadding(root.Find("padding")));
    }
}
