namespace Vlm.Tokenization;

/// <summary>Reads the pre-tokenizer of a tokenizer.json; sequences are flattened.</summary>
internal static class PreTokenizerReader
{
    private static readonly ComponentRegistry<IEnumerable<PreTokenizer>> Registry = new("pre-tokenizer", new Dictionary<string, Func<JsonPart, IEnumerable<PreTokenizer>>>
    {
        ["Sequence"] = part => part.Require("pretokenizers").Items().SelectMany(ReadSteps),
        ["BertPreTokenizer"] = _ => [new BertPreTokenizer()],
        ["Whitespace"] = _ => [new WhitespacePreTokenizer()],
        ["WhitespaceSplit"] = _ => [new ClassPreTokenizer(CharacterClasses.WhiteSpace, SplitBehavior.Removed)],
        ["Punctuation"] = part => [new ClassPreTokenizer(CharacterClasses.Punctuation, part.Choice("behavior", SplitBehavior.Isolated))],
        ["UnicodeScripts"] = _ => [new UnicodeScriptsPreTokenizer()],
        ["CharDelimiterSplit"] = part => [new CharDelimiterPreTokenizer(part.Require("delimiter").Character())],
        ["FixedLength"] = part => [new FixedLengthPreTokenizer(part.Find("length")?.Count() ?? 5)],
        ["ByteLevel"] = part => [new ByteLevelPreTokenizer(part.Flag("add_prefix_space", true), part.Flag("use_regex", true))],
        ["Split"] = part => [new SplitPreTokenizer(TextPattern.Read(part.Require("pattern")), part.Choice("behavior", SplitBehavior.Isolated), part.Flag("invert", false))],
        ["Metaspace"] = part => [new MetaspacePreTokenizer(MetaspaceReader.Mark(part), MetaspaceReader.Scheme(part), part.Flag("split", true))],
        ["Digits"] = part => [new ClassPreTokenizer(CharacterClasses.Digit, part.Flag("individual_digits", false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous)],
    });

    public static IReadOnlyList<PreTokenizer> Read(JsonPart? part) => part is { } found ? [.. ReadSteps(found)] : [];

    private static IEnumerable<PreTokenizer> ReadSteps(JsonPart part) => Registry.Read(part);
}
