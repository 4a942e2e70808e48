namespace Vlm.Tokenization;

/// <summary>Reads the normalizer of a tokenizer.json; sequences are flattened.</summary>
internal static class NormalizerReader
{
    private static readonly ComponentRegistry<IEnumerable<Normalizer>> Registry = new("normalizer", new Dictionary<string, Func<JsonPart, IEnumerable<Normalizer>>>
    {
        ["Sequence"] = part => part.Require("normalizers").Items().SelectMany(ReadSteps),
        ["BertNormalizer"] = part => BertSteps(part, null, null, null),
        ["Lowercase"] = _ => [new LowercaseNormalizer()],
        ["NFC"] = _ => [new UnicodeNormalizer(compatible: false, compose: true)],
        ["NFD"] = _ => [new UnicodeNormalizer(compatible: false, compose: false)],
        ["NFKC"] = _ => [new UnicodeNormalizer(compatible: true, compose: true)],
        ["NFKD"] = _ => [new UnicodeNormalizer(compatible: true, compose: false)],
        ["StripAccents"] = _ => [new StripAccentsNormalizer()],
        ["Nmt"] = _ => [new NmtNormalizer()],
        ["ByteLevel"] = _ => [new ByteLevelNormalizer()],
        ["Strip"] = part => [new StripNormalizer(part.Flag("strip_left", true), part.Flag("strip_right", true))],
        ["Precompiled"] = part => [new PrecompiledNormalizer(CharacterMap.Read(part.Require("precompiled_charsmap")))],
        ["Prepend"] = part => [new PrependNormalizer(part.Require("prepend").Text())],
        ["Replace"] = part => [new ReplaceNormalizer(TextPattern.Read(part.Require("pattern")), part.Require("content").Text())],
    });

    public static NormalizerChain Read(JsonPart? part) => new(part is { } found ? [.. ReadSteps(found)] : []);

    /// <summary>BertNormalizer, with settings from elsewhere that go before the file's where they are not null.</summary>
    public static NormalizerChain ReadBert(JsonPart part, bool? lowercase, bool? stripAccents, bool? handleChineseChars) => new([.. BertSteps(part, lowercase, stripAccents, handleChineseChars)]);

    private static IEnumerable<Normalizer> ReadSteps(JsonPart part) => Registry.Read(part);

    private static IEnumerable<Normalizer> BertSteps(JsonPart part, bool? lowercase, bool? stripAccents, bool? handleChineseChars)
    {
        bool lower = lowercase ?? part.Flag("lowercase", true);
        return BertNormalizer.Steps(
            part.Flag("clean_text", true), handleChineseChars ?? part.Flag("handle_chinese_chars", true), stripAccents ?? part.Flag("strip_accents", lower), lower);
    }
}
