using System.Text;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>What damaged tokenizers start from, and the texts that they meet.</summary>
internal static class TokenizerCorpus
{
    private const int Mebibyte = 1 << 20;

    private static readonly byte[][] Values = Bytes(
    [
        "null", "true", "false", "0", "-1", "1", "2", "3.5", "1e999", "-1e999", "1e-400", "255", "4096", "65536", "1048577", "16777217", "2147483647", "2147483648", "4294967296",
        "18446744073709551616", "\"\"", "\"a\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\uffff\"", "\"\\u0301\"", "\"\u2581\"", "\"##\"", "\"</w>\"", "\"<0x41>\"",
        "[]", "{}", "[[]]", "[null]", "[0]", "[\"a\",\"b\"]", "[\"a\",0]", "{\"a\":0}", "{\"\":0}", "{\"String\":\"a\"}", "{\"String\":\"\"}", "{\"Fixed\":3}", "{\"Fixed\":2147483647}",
        "{\"Regex\":\"\"}", "{\"Regex\":\"(a+)+$\"}", "{\"Regex\":\"(a|aa)+(?=c)\"}", "{\"Regex\":\"(?=.*){1000}\"}", "{\"Regex\":\"(a{1000}){1000}\"}", "{\"Regex\":\"\\\\p{L}+|\\\\s?[^\\\\s]\"}",
        "{\"Regex\":\"x*\"}", "{\"Regex\":\"(?!)\"}", "{\"Regex\":\"[\"}", "\"longest_first\"", "\"OnlySecond\"", "\"Left\"", "\"Right\"", "\"BatchLongest\"", "\"Removed\"", "\"MergedWithNext\"",
        "\"always\"", "\"never\"", "\"first\"", "{\"type\":\"Lowercase\"}", "{\"type\":\"NFKD\"}", "{\"type\":\"Fuse\"}", "{\"type\":\"ByteFallback\"}", "{\"type\":\"ByteLevel\"}",
        "{\"SpecialToken\":{\"id\":\"[CLS]\",\"type_id\":0}}", "{\"Sequence\":{\"id\":\"A\",\"type_id\":7}}", "{\"Sequence\":{\"id\":\"B\",\"type_id\":0}}",
        "\"" + new string('a', 3000) + "\"", new string('[', 70) + new string(']', 70), new string('9', 400),
    ]);

    // What makes a text grow or take long, where it is looked for.
    private static readonly byte[][] Bombs = Bytes(
    [
        "{\"normalizer\":" + Sequence("normalizers", "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\".\"},\"content\":\"xyxyxyxyxyxyxyxy\"}", 12) + "}",
        "{\"normalizer\":{\"type\":\"Prepend\",\"prepend\":\"" + new string('p', 3000) + "\"}}",
        "{\"normalizer\":" + Sequence("normalizers", "{\"type\":\"Lowercase\"}", 3000) + "}",
        "{\"normalizer\":" + Sequence("normalizers", "{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"(?:(?:a?){30}){30}b\"},\"content\":\"\"}", 30) + "}",
        "{\"decoder\":" + Sequence("decoders", "{\"type\":\"Replace\",\"pattern\":{\"String\":\"e\"},\"content\":\"eeeeeeeeeeeeeeee\"}", 12) + "}",
        "{\"pre_tokenizer\":" + Sequence("pretokenizers", "{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(\\\\w?|\\\\w\\\\w)+(?=\\\\d)\"},\"behavior\":\"Isolated\",\"invert\":false}", 40) + "}",
        "{\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"(a|aa|e|ee)+(?=c)\"},\"behavior\":\"Removed\",\"invert\":true}}",
        "{\"truncation\":{\"max_length\":2147483647,\"strategy\":\"LongestFirst\",\"stride\":2147483647,\"direction\":\"Left\"}}",
        "{\"padding\":{\"strategy\":{\"Fixed\":131072},\"direction\":\"Left\",\"pad_to_multiple_of\":131071,\"pad_id\":0,\"pad_type_id\":0,\"pad_token\":\"a\"}}",
        "{\"max_input_chars_per_word\":2147483647,\"continuing_subword_prefix\":\"\",\"end_of_word_suffix\":\"a\",\"byte_fallback\":true,\"fuse_unk\":true,\"ignore_merges\":true}",
    ]);

    private static readonly byte[][] Names = Bytes(
    [
        "\"type\"", "\"vocab\"", "\"merges\"", "\"pattern\"", "\"content\"", "\"normalizers\"", "\"decoders\"", "\"pretokenizers\"", "\"id\"", "\"ids\"", "\"Sequence\"", "\"SpecialToken\"", "\"x\"",
        "\"\"", "\"unk_token\"", "\"truncation\"", "\"padding\"", "\"special\"", "\"normalized\"", "\"\\ud800\"", "\"\\u0000\"",
    ]);

    /// <summary>Short texts with what tokenizers stumble over.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "A brown dog runs through tall grass, doesn't it?", "", " ", "  a  photo\r\n\tof 2024 cats  ", "\0\u0001\u007f\u0085\u00a0\u200b\ufeff\uffff", "\ud800", "a\udc00b\ud83d c\ud83d\ud83d\ude00",
        "caf\u00e9 cafe\u0301 \u1e9b\u0323 \u0130 \u03a3\u03c3\u03c2 \ufb01 \ufdfa \u0b48\u0b56\u0b3c", "\u4f60\u597d\u4e16\u754c \u3053\u3093\u306b\u3061\u306f \uff76\uff9e \uac00\u1100\u1161",
        "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F1E6\U0001F1E8 \U00020000 \U000E0041 \U000F0000 \U0010FFFD", "<s></s><unk>[CLS][SEP]<|endoftext|><|im_start|><pad> <mask>", "aaaaaaaaaaaaaaaaaaaaaaaa!",
        string.Concat(Enumerable.Range(0, 17).Select(plane => char.ConvertFromUtf32((plane << 16) + 0x41))), new('e', 300), string.Concat(Enumerable.Repeat("o\u0308\u0323", 60)),
    ];

    /// <summary>Texts of 1 MiB of UTF-8; of the letter that becomes eighteen, as many as become that.</summary>
    public static IReadOnlyList<string> LongTexts { get; } =
    [
        new('a', Mebibyte), new(' ', Mebibyte), string.Concat(Enumerable.Repeat("the quick brown fox. ", Mebibyte / 21)), new('<', Mebibyte), string.Concat(Enumerable.Repeat("e\u0301", Mebibyte / 3)),
        string.Concat(Enumerable.Repeat("\U0001F468\u200D", Mebibyte / 7)), new('\ufdfa', Mebibyte / 18), new('\n', Mebibyte), new('\0', Mebibyte), new('\ud800', Mebibyte / 3), new('7', Mebibyte),
    ];

    /// <summary>Damages the tokenizer.json of every folder in a folder.</summary>
    /// <param name="folder">The folder of folders.</param>
    /// <param name="except">Folders whose name begins so are left out; empty for none.</param>
    public static JsonMutator Load(string folder, string except = "")
    {
        byte[][] seeds =
        [
            .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Where(one => except.Length == 0 || !Path.GetFileName(one).StartsWith(except, StringComparison.Ordinal))
                .Select(one => Path.Combine(one, "tokenizer.json")).Where(File.Exists).Select(File.ReadAllBytes),
        ];
        return Mutator(seeds);
    }

    /// <summary>Damages JSON files of tokenizers.</summary>
    public static JsonMutator Mutator(IReadOnlyList<byte[]> seeds) => new(seeds, Bombs, Values, Names, damagesBytes: true);

    private static string Sequence(string key, string item, int count) => $"{{\"type\":\"Sequence\",\"{key}\":[{string.Join(',', Enumerable.Repeat(item, count))}]}}";

    private static byte[][] Bytes(string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
