namespace Vlm.Tests.Tokenization;

/// <summary>Files that are wrong are refused with file and key.</summary>
public sealed class TokenizerFileTests
{
    private const string Model = """{"type":"WordLevel","vocab":{"a":0,"[UNK]":1},"unk_token":"[UNK]"}""";

    public static TheoryData<string, string> WrongFiles => new()
    {
        { """{"model":null}""", "model" },
        { """{"model":{"type":"WordPiece"}}""", "model.vocab" },
        { """{"model":{"type":"WordPiece","vocab":[]}}""", "model.vocab" },
        { """{"model":{"type":"WordPiece","vocab":{}}}""", "model.vocab" },
        { """{"model":{"type":"WordPiece","vocab":{"a":"0"}}}""", "model.vocab['a']" },
        { """{"model":{"type":"WordPiece","vocab":{"a":-1}}}""", "model.vocab['a']" },
        { """{"model":{"type":"WordPiece","vocab":{"a":2000000000}}}""", "model.vocab['a']" },
        { """{"model":{"type":"WordPiece","vocab":{"a":0}}}""", "model" },
        { """{"model":{"type":"Guess","vocab":{"a":0}}}""", "model" },
        { $$$"""{"model":{{{Model}}},"normalizer":{"type":"Sequence","normalizers":[{"type":"Lowercase"},{"type":"Shout"}]}}""", "normalizer.normalizers[1]" },
        { $$$"""{"model":{{{Model}}},"normalizer":{"type":"Replace","pattern":{"Regex":"("},"content":""}}""", "normalizer.pattern.Regex" },
        { $$$"""{"model":{{{Model}}},"normalizer":{"type":"BertNormalizer","lowercase":"yes"}}""", "normalizer.lowercase" },
        { $$$"""{"model":{{{Model}}},"pre_tokenizer":{"type":"Cutter"}}""", "pre_tokenizer" },
        { $$$"""{"model":{{{Model}}},"pre_tokenizer":{"type":"Punctuation","behavior":"Kept"}}""", "pre_tokenizer.behavior" },
        { $$$"""{"model":{{{Model}}},"post_processor":{"type":"BertProcessing","sep":["a",0]}}""", "post_processor.cls" },
        { $$$"""{"model":{{{Model}}},"decoder":{}}""", "decoder.type" },
        { $$$"""{"model":{{{Model}}},"added_tokens":[{"id":1}]}""", "added_tokens[0].content" },
        { $$$"""{"model":{{{Model}}},"truncation":{"max_length":"x"}}""", "truncation.max_length" },
        { $$$"""{"model":{{{Model}}},"padding":{"strategy":"Some"}}""", "padding.strategy" },
    };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void Load_WrongFile_NamesFileAndKey(string json, string key)
    {
        using TemporaryFile file = TemporaryFile.With(json);
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(file.Path));
        Assert.Equal(file.Path, e.Path);
        Assert.Equal(key, e.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"model\":")]
    [InlineData("[]")]
    public void Load_NotATokenizer_Throws(string contents)
    {
        using TemporaryFile file = TemporaryFile.With(contents);
        Assert.Equal(file.Path, Assert.Throws<ModelFolderException>(() => Tokenizer.Load(file.Path)).Path);
    }

    [Fact]
    public void Load_FolderWithoutTokenizer_NamesTheFile() =>
        Assert.EndsWith("tokenizer.json", Assert.Throws<ModelFolderException>(() => Tokenizer.Load("no/such/folder")).Path, StringComparison.Ordinal);
}
