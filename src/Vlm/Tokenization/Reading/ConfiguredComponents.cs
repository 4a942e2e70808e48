using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>Reads the components that tokenizer_config.json has a say in; what it says goes before what stands in tokenizer.json.</summary>
internal static class ConfiguredComponents
{
    // Their classes write the post-processor anew from add_bos_token and add_eos_token.
    private static readonly HashSet<string> BeginAndEndClasses = ["LlamaTokenizer", "CodeLlamaTokenizer", "GemmaTokenizer", "CohereTokenizer"];

    public static NormalizerChain ReadNormalizer(JsonPart? part, TokenizerConfig config) =>
        part is { } found && found.Type() == "BertNormalizer"
            ? NormalizerReader.ReadBert(found, config.LowerCase, config.StripAccents, config.SpaceChineseCharacters)
            : NormalizerReader.Read(part);

    public static IReadOnlyList<PreTokenizer> ReadPreTokenizer(JsonPart? part, TokenizerConfig config) =>
        config.AddPrefixSpace is { } space && part is { } found && found.Type() == "ByteLevel"
            ? [new ByteLevelPreTokenizer(space, found.Flag("use_regex", true))]
            : PreTokenizerReader.Read(part);

    public static PostProcessor ReadPostProcessor(JsonPart? part, TokenizerConfig config, AddedVocabulary added)
    {
        PostProcessor read = PostProcessorReader.Read(part);
        if (config.ClassName is { } name && BeginAndEndClasses.Contains(name))
        {
            return read with { Template = BeginAndEnd(config, added) };
        }

        return part is { } found && found.Type() == "RobertaProcessing"
            ? read with { TrimOffsets = config.TrimOffsets ?? read.TrimOffsets, AddPrefixSpace = config.AddPrefixSpace ?? read.AddPrefixSpace }
            : read;
    }

    private static SequenceTemplate BeginAndEnd(TokenizerConfig config, AddedVocabulary added)
    {
        TemplateItem[] begin = Token("bos_token", config.AddBos ?? true), end = Token("eos_token", config.AddEos ?? false);
        TemplateItem[] second = [.. begin.Concat([TemplateItem.Second(1)]).Concat(end).Select(item => item with { TypeId = 1 })];
        return new SequenceTemplate([.. begin, TemplateItem.First(), .. end], [.. begin, TemplateItem.First(), .. end, .. second]);

        // Every token with a role is among the added ones by now.
        TemplateItem[] Token(string role, bool wanted) =>
            wanted && SpecialTokens.Find(config, role) is { } token && added.TryGetId(token.Content, out int id) ? [TemplateItem.Special(id)] : [];
    }
}
