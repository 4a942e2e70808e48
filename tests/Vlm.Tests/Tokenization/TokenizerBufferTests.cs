using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>Rows in the caller's memory, and look-ups.</summary>
public sealed class TokenizerBufferTests
{
    private readonly ITokenizer _tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", "made-wordpiece-uncased", "tokenizer.json"));

    [Fact]
    public void TryEncode_NoRoom_SaysHowMuchAndWritesNothing()
    {
        int[] ids = [-1, -1, -1];
        Assert.False(_tokenizer.TryEncode("a b c", new TokenSpans<int>(ids), out TokenRow row));
        Assert.Equal(new TokenRow(5, 5, false), row);
        Assert.Equal([-1, -1, -1], ids);
    }

    [Fact]
    public void TryEncode_ShortMask_WritesNothing() =>
        Assert.False(_tokenizer.TryEncode("a b c", new TokenSpans<int>(new int[8], new int[4]), out _));

    [Fact]
    public void TryEncode_EmptySpans_Counts()
    {
        Assert.False(_tokenizer.TryEncode("a b c", default(TokenSpans<long>), out TokenRow row));
        Assert.Equal(5, row.TokenCount);
    }

    [Fact]
    public void TryEncode_TextPairsInTheOptions_Throws() =>
        Assert.Throws<InvalidInputException>(() => _tokenizer.TryEncode("a", default(TokenSpans<int>), out _, new TokenizerOptions { TextPairs = ["b"] }));

    [Fact]
    public void TryEncode_LoneSurrogate_IsReadAsReplacementCharacter()
    {
        int[] lone = new int[16], replaced = new int[16];
        Assert.True(_tokenizer.TryEncode("a\ud83d b", new TokenSpans<int>(lone), out _));
        Assert.True(_tokenizer.TryEncode("a\ufffd b", new TokenSpans<int>(replaced), out _));
        Assert.Equal(replaced, lone);
    }

    [Fact]
    public void SpecialTokens_OfAFile_AreThoseThatDecodingLeavesOut()
    {
        Assert.Equal(["[CLS]", "[MASK]", "[PAD]", "[SEP]", "[UNK]"], _tokenizer.SpecialTokens.Keys.Order(StringComparer.Ordinal));
        Assert.All(_tokenizer.SpecialTokens, token => Assert.Equal(token.Key, _tokenizer.IdToToken(token.Value)));
        Assert.Equal("", _tokenizer.Decode([.. _tokenizer.SpecialTokens.Values]));
    }

    [Fact]
    public void TokenToId_EveryId_ComesBack() =>
        Assert.All(Enumerable.Range(0, _tokenizer.VocabularySize), id => Assert.Equal(id, _tokenizer.TokenToId(_tokenizer.IdToToken(id)!)));

    [Theory]
    [InlineData("made-clip")]
    [InlineData("made-bbpe-llama3")]
    [InlineData("made-wordpiece-uncased")]
    [InlineData("made-unigram-nmt")]
    public void TryEncode_ManyThreadsOnAFreshTokenizer_GiveTheSameIds(string name)
    {
        string path = GoldenFolder.Path("tokenizers-made", name, "tokenizer.json");
        string[] texts = [.. Enumerable.Range(0, 300).Select(TokenizerGolden.Text)];
        ITokenizer alone = Tokenizer.Load(path);
        int[][] expected = [.. texts.Select(text => Ids(alone, text))];
        for (int round = 0; round < 5; round++)
        {
            ITokenizer shared = Tokenizer.Load(path);
            Parallel.For(0, 1200, i => Assert.Equal(expected[i * 7 % 300], Ids(shared, texts[i * 7 % 300])));
        }
    }

    private static int[] Ids(ITokenizer tokenizer, string text)
    {
        int[] ids = new int[2048];
        Assert.True(tokenizer.TryEncode(text, new TokenSpans<int>(ids), out TokenRow row, new TokenizerOptions { Truncate = false, PadToMaxLength = false }));
        return ids[..row.Length];
    }
}
