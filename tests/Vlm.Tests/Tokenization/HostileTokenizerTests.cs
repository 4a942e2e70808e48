namespace Vlm.Tests.Tokenization;

/// <summary>Files made to take for ever or to fill the memory: they are refused, or the text is, and soon.</summary>
[Collection(Alone.Name)]
public sealed class HostileTokenizerTests
{
    private const int Mebibyte = 1 << 20;
    private const long MostAllocated = 1L << 30;
    private const string Words = """{"type":"WordLevel","vocab":{"a":0,"[UNK]":1},"unk_token":"[UNK]"}""";
    private const string Growing = """{"type":"Replace","pattern":{"Regex":"."},"content":"xyxyxyxyxyxyxyxy"}""";
    private const string Backtracking = """{"type":"Split","pattern":{"Regex":"(a|aa)+(?=c)"},"behavior":"Isolated","invert":false}""";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<string, (string Json, string Text)> Texts = new()
    {
        ["a short text that grows"] = (File(normalizer: Sequence("normalizers", Growing, 12)), "a"),
        ["a long text that grows"] = (File(normalizer: Sequence("normalizers", Growing, 2)), new string('a', Mebibyte / 8)),
        ["many steps"] = (File(normalizer: Sequence("normalizers", """{"type":"Lowercase"}""", 3000)), new string('a', Mebibyte)),
        ["backtracking again and again"] = (File(preTokenizer: Sequence("pretokenizers", Backtracking, 40)), string.Concat(Enumerable.Repeat(new string('a', 60) + "! ", 200))),
        ["a little backtracking in many pieces"] = (File(preTokenizer: $$"""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{{Backtracking}}]}"""), string.Concat(Enumerable.Repeat(new string('a', 25) + " ", 600))),
        ["backtracking in one match"] = (File(preTokenizer: """{"type":"Split","pattern":{"Regex":"(a|b|ab)*(?=c)"},"behavior":"Isolated","invert":false}"""), string.Concat(Enumerable.Repeat("ab", 4000)) + "!"),
        ["a long token of Unigram"] = (File(model: """{"type":"Unigram","unk_id":0,"vocab":[["?",0],["%",-1]]}""".Replace("%", new string('a', 40_000), StringComparison.Ordinal)), new string('a', Mebibyte)),
        ["a long token of WordPiece"] = (
            File(model: """{"type":"WordPiece","unk_token":"?","max_input_chars_per_word":2000000000,"continuing_subword_prefix":"","vocab":{"?":0,"a":1,"%":2}}""".Replace("%", new string('a', 40_000) + "b", StringComparison.Ordinal)),
            new string('a', Mebibyte)),
        ["a long added token"] = (File(added: $$"""[{"id":2,"content":"{{new string('a', 40_000)}}b"}]"""), new string('a', Mebibyte)),
        ["a template that repeats the text"] = (File(postProcessor: Template(1, 4000)), new string('a', 10_000).Replace("a", "a ", StringComparison.Ordinal)),
    };

    private static readonly Dictionary<string, (string Json, string? Key)> Files = new()
    {
        ["added tokens that grow"] = (File(normalizer: Sequence("normalizers", Growing, 12), added: """[{"id":2,"content":"a","normalized":true}]"""), null),
        ["quantifiers of quantifiers"] = (File(preTokenizer: """{"type":"Split","pattern":{"Regex":"%"},"behavior":"Isolated"}""".Replace("%", "a" + new string('*', 8000), StringComparison.Ordinal)), "pre_tokenizer.pattern.Regex"),
        ["a long expression"] = (File(preTokenizer: """{"type":"Split","pattern":{"Regex":"%"},"behavior":"Isolated"}""".Replace("%", new string('a', 9000), StringComparison.Ordinal)), "pre_tokenizer.pattern.Regex"),
        ["many expressions"] = (File(preTokenizer: Sequence("pretokenizers", """{"type":"Split","pattern":{"Regex":"(?i)[^a]x"},"behavior":"Isolated"}""", 20_000)), null),
        ["a large template"] = (File(postProcessor: Template(70, 70)), "post_processor.single"),
        ["padding to two thousand million"] = (File(more: ""","padding":{"strategy":{"Fixed":2000000000}}"""), "padding.strategy.Fixed"),
        ["padding to a multiple of two thousand million"] = (File(more: ""","padding":{"strategy":"BatchLongest","pad_to_multiple_of":2000000000}"""), "padding.pad_to_multiple_of"),
    };

    public static TheoryData<string> RefusedTexts => [.. Texts.Keys];

    public static TheoryData<string> RefusedFiles => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(RefusedTexts))]
    public void Encode_TextThatAFileMakesEndless_IsRefusedSoon(string what)
    {
        (string json, string text) = Texts[what];
        using TemporaryFile file = TemporaryFile.With(json);
        ITokenizer tokenizer = Tokenizer.Load(file.Path);
        Soon(() => Assert.Throws<InvalidInputException>(() => tokenizer.Encode([text])));

        // And the next text is none the worse for it.
        using TokenIds ids = tokenizer.Encode([""]);
        Assert.Equal(1, ids.BatchSize);
    }

    [Theory]
    [MemberData(nameof(RefusedFiles))]
    public void Load_FileThatNeverEnds_IsRefusedSoon(string what)
    {
        (string json, string? key) = Files[what];
        using TemporaryFile file = TemporaryFile.With(json);
        Soon(() =>
        {
            ModelFolderException e = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(file.Path));
            Assert.Equal((file.Path, key), (e.Path, e.Key));
        });
    }

    [Fact]
    public void Decode_TokensThatADecoderMakesEndless_AreRefusedSoon()
    {
        const string Grow = """{"type":"Replace","pattern":{"String":"a"},"content":"aaaaaaaaaaaaaaaa"}""";
        using TemporaryFile file = TemporaryFile.With(File(decoder: Sequence("decoders", Grow, 12)));
        ITokenizer tokenizer = Tokenizer.Load(file.Path);
        Soon(() => Assert.Throws<InvalidInputException>(() => tokenizer.Decode([0])));
    }

    [Theory]
    [InlineData('<', false)]
    [InlineData(' ', true)]
    public void Encode_ThousandsOfAddedTokensWithOneBeginning_EndsInTime(char first, bool strip)
    {
        string added = string.Join(',', Enumerable.Range(0, 6000).Select(i => $$"""{"id":{{i + 2}},"content":"{{first}}{{i}}","rstrip":true}""").Append($$"""{"id":6002,"content":"{{first}}","rstrip":{{(strip ? "true" : "false")}}}"""));
        using TemporaryFile file = TemporaryFile.With(File(added: $"[{added}]"));
        ITokenizer tokenizer = Tokenizer.Load(file.Path);
        Soon(() =>
        {
            using TokenIds ids = tokenizer.Encode([new string(first, Mebibyte - 4) + "5999"]);
            Assert.Equal(tokenizer.TokenToId($"{first}{(strip ? "" : "5999")}"), (int)ids.Ids.Span[strip ? 0 : ^1]);
            Assert.Equal(strip ? 2 : Mebibyte - 4, ids.Ids.Length);
        });
    }

    [Theory]
    [InlineData(2_000_000_000, null)]
    [InlineData(null, int.MaxValue)]
    public void Encode_PaddingBeyondMeasure_IsRefused(int? multiple, int? length)
    {
        using TemporaryFile file = TemporaryFile.With(File());
        TokenizerOptions options = new() { PadToMultipleOf = multiple, MaxLength = length, PadToMaxLength = length is not null };
        Assert.Throws<InvalidInputException>(() => Tokenizer.Load(file.Path).Encode(["a"], options));
    }

    [Fact]
    public void Encode_BatchBeyondMeasure_IsRefused()
    {
        using TemporaryFile file = TemporaryFile.With(File());
        TokenizerOptions options = new() { MaxLength = 1 << 20, PadToMaxLength = true };
        Assert.Contains("batch", Assert.Throws<InvalidInputException>(() => Tokenizer.Load(file.Path).Encode(Enumerable.Repeat("a", 1000).ToArray(), options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0}},"\ud800":1}""")]
    [InlineData("""{"model":{"type":"\udc00\ud800","vocab":{"a":0}}}""")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a\ud83dx":0}}}""")]
    public void Load_HalfOfASurrogatePair_NamesTheFile(string json)
    {
        using TemporaryFile file = TemporaryFile.With(json);
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(file.Path));
        Assert.Equal(file.Path, e.Path);
        Assert.Contains("surrogate", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EscapedBackslashBeforeU_IsNoEscape()
    {
        using TemporaryFile file = TemporaryFile.With(File(added: """[{"id":2,"content":"\\ud800"},{"id":3,"content":"\ud83d\ude00"}]"""));
        Assert.NotNull(Tokenizer.Load(file.Path).TokenToId(@"\ud800"));
        Assert.NotNull(Tokenizer.Load(file.Path).TokenToId("\U0001F600"));
    }

    private static string File(string model = Words, string normalizer = "null", string preTokenizer = """{"type":"Whitespace"}""", string postProcessor = "null", string decoder = "null", string added = "[]", string more = "") =>
        $$"""{"model":{{model}},"normalizer":{{normalizer}},"pre_tokenizer":{{preTokenizer}},"post_processor":{{postProcessor}},"decoder":{{decoder}},"added_tokens":{{added}}{{more}}}""";

    private static string Sequence(string key, string item, int count) => $$"""{"type":"Sequence","{{key}}":[{{string.Join(',', Enumerable.Repeat(item, count))}}]}""";

    /// <summary>A template whose special token has so many ids and stands so often, with the text as often.</summary>
    private static string Template(int ids, int places)
    {
        string items = string.Join(',', Enumerable.Repeat("""{"SpecialToken":{"id":"x"}}""", ids == 1 ? 1 : places).Concat(Enumerable.Repeat("""{"Sequence":{"id":"A"}}""", places)));
        string numbers = string.Join(',', Enumerable.Range(0, ids));
        return $$"""{"type":"TemplateProcessing","single":[{{items}}],"pair":[],"special_tokens":{"x": {"ids": [{{numbers}}] } } }""";
    }

    private static void Soon(Action act)
    {
        TimeSpan elapsed = WorkTime.LeastOf(Limit, () =>
        {
            long before = GC.GetTotalAllocatedBytes();
            act();
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostAllocated);
        });
        Assert.True(elapsed < Limit, $"{elapsed}");
    }
}
