namespace Vlm.Tokenization;

/// <summary>Reads the decoder of a tokenizer.json; sequences are flattened.</summary>
internal static class DecoderReader
{
    private static readonly ComponentRegistry<IEnumerable<TokenTextDecoder>> Registry = new("decoder", new Dictionary<string, Func<JsonPart, IEnumerable<TokenTextDecoder>>>
    {
        ["Sequence"] = part => part.Require("decoders").Items().SelectMany(ReadSteps),
        ["WordPiece"] = part => [new WordPieceDecoder(part.Text("prefix", "##"), part.Flag("cleanup", true))],
        ["ByteLevel"] = _ => [new ByteLevelDecoder()],
        ["Metaspace"] = part => [new MetaspaceDecoder(MetaspaceReader.Mark(part), MetaspaceReader.Scheme(part))],
        ["Replace"] = part => [new ReplaceDecoder(TextPattern.Read(part.Require("pattern")), part.Require("content").Text())],
        ["ByteFallback"] = _ => [new ByteFallbackDecoder()],
        ["Fuse"] = _ => [new FuseDecoder()],
        ["Strip"] = ReadStrip,
        ["BPEDecoder"] = part => [new BpeDecoder(part.NonEmpty("suffix", "</w>"))],
        ["CTC"] = part => [new CtcDecoder(part.NonEmpty("pad_token", "<pad>"), part.NonEmpty("word_delimiter_token", "|"), part.Flag("cleanup", true))],
    });

    /// <summary>Null where the file has no decoder.</summary>
    public static IReadOnlyList<TokenTextDecoder>? Read(JsonPart? part) => part is { } found ? [.. ReadSteps(found)] : null;

    private static IEnumerable<TokenTextDecoder> ReadStrip(JsonPart part)
    {
        JsonPart content = part.Require("content");
        return content.Text().Length == 1
            ? [new StripDecoder(content.Text()[0], part.Id("start", 0), part.Id("stop", 0))]
            : throw content.Unexpected("one character");
    }

    private static IEnumerable<TokenTextDecoder> ReadSteps(JsonPart part) => Registry.Read(part);
}
