using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>What special_tokens_map.json and tokenizer_config.json say of special tokens beside tokenizer.json.</summary>
public sealed class SpecialTokensMapTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SpecialTokensMapTests() => File.Copy(GoldenFolder.Path("tokenizers-made", "made-wordpiece-uncased", "tokenizer.json"), _folder["tokenizer.json"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_TokensOfTheMap_AreAddedBehindTheVocabularyAndSkippedOnDecoding()
    {
        int before = Tokenizer.Load(_folder.Path).VocabularySize;
        _folder.Write("special_tokens_map.json", """{"additional_special_tokens":["<image>",{"content":"<box>","lstrip":true}],"pad_token":"[MASK]"}""");
        ITokenizer tokenizer = Tokenizer.Load(_folder.Path);
        Assert.Equal((before, before + 1, before + 2), (tokenizer.TokenToId("<image>"), tokenizer.TokenToId("<box>"), tokenizer.VocabularySize));
        using TokenIds ids = tokenizer.Encode(["a <box>b<image>", "a"]);
        Assert.Equal([before + 1, before], ids.Ids.Row(0).ToArray().Where(id => id >= before));
        Assert.Equal(tokenizer.TokenToId("[MASK]"), (int)ids.Ids.Row(1)[^1]);
        Assert.Equal("a b", tokenizer.Decode([.. ids.Ids.Row(0).ToArray().Select(id => (int)id)]));
    }

    [Fact]
    public void Load_ConfigThatListsItsAddedTokens_DoesNotReadTheMap()
    {
        _folder.Write("tokenizer_config.json", """{"added_tokens_decoder":{"0":{"content":"[PAD]","special":true}}}""");
        _folder.Write("special_tokens_map.json", """{"additional_special_tokens":["<image>"]}""");
        Assert.Null(Tokenizer.Load(_folder.Path).TokenToId("<image>"));
    }

    [Theory]
    [InlineData("special_tokens_map.json", """{"pad_token":5}""", "pad_token")]
    [InlineData("special_tokens_map.json", """{"pad_token":{"content":null}}""", "pad_token")]
    [InlineData("special_tokens_map.json", """{"additional_special_tokens":"<a>"}""", "additional_special_tokens")]
    [InlineData("special_tokens_map.json", """{"additional_special_tokens":["<a>",null]}""", "additional_special_tokens[1]")]
    [InlineData("tokenizer_config.json", """{"added_tokens_decoder":{"x":{"content":"a"}}}""", "added_tokens_decoder.x")]
    [InlineData("tokenizer_config.json", """{"added_tokens_decoder":{"7":{"content":"a","lstrip":1}}}""", "added_tokens_decoder.7.lstrip")]
    [InlineData("tokenizer_config.json", """{"model_max_length":-1}""", "model_max_length")]
    [InlineData("tokenizer_config.json", """{"padding_side":"top"}""", "padding_side")]
    [InlineData("tokenizer_config.json", """{"tokenizer_class":[]}""", "tokenizer_class")]
    public void Load_WrongTypes_NameFileAndKey(string name, string json, string key)
    {
        string path = _folder.Write(name, json);
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(_folder.Path));
        Assert.Equal((path, key), (e.Path, e.Key));
    }

    [Theory]
    [InlineData("""{"pad_token":""}""")]
    [InlineData("""{"pad_token":null,"additional_special_tokens":["","[CLS]","[CLS]"]}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Load_OddButHarmlessMap_ChangesNothing(string json)
    {
        ITokenizer plain = Tokenizer.Load(_folder.Path);
        _folder.Write("special_tokens_map.json", json);
        ITokenizer odd = Tokenizer.Load(_folder.Path);
        using TokenIds expected = plain.Encode(["a b", ""]), found = odd.Encode(["a b", ""]);
        Assert.Equal(expected.Ids.Span.ToArray(), found.Ids.Span.ToArray());
        Assert.Equal(plain.VocabularySize, odd.VocabularySize);
    }
}
