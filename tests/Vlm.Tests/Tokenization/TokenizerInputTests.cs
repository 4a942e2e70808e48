using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>What users may pass, and what they must not.</summary>
public sealed class TokenizerInputTests
{
    private readonly ITokenizer _tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", "made-wordpiece-uncased", "tokenizer.json"));

    [Theory]
    [InlineData(1 << 20, "a")]
    [InlineData(1 << 19, "\u00e9")]
    [InlineData(1 << 18, "\U0001F600")]
    public void Encode_OneMebibyte_IsAccepted(int count, string unit)
    {
        using TokenIds ids = _tokenizer.Encode([string.Concat(Enumerable.Repeat(unit, count))], new TokenizerOptions { MaxLength = 16 });
        Assert.True(ids.Ids.Shape[1] <= 16);
    }

    [Theory]
    [InlineData((1 << 20) + 1, "a")]
    [InlineData((1 << 19) + 1, "\u00e9")]
    public void Encode_MoreThanOneMebibyte_Throws(int count, string unit)
    {
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => _tokenizer.Encode([string.Concat(Enumerable.Repeat(unit, count))]));
        Assert.Contains("1 MiB", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_TooLongTextOfABatch_NamesItsIndex() =>
        Assert.Equal(1, Assert.Throws<InvalidInputException>(() => _tokenizer.Encode(["a", new string('a', (1 << 20) + 1)])).Index);

    [Fact]
    public void Encode_LoneSurrogates_AreReadAsReplacementCharacters()
    {
        using TokenIds lone = _tokenizer.Encode(["a\ud83d b \ude00c\ud83d"]), replaced = _tokenizer.Encode(["a\ufffd b \ufffdc\ufffd"]);
        Assert.Equal(replaced.Ids.Span.ToArray(), lone.Ids.Span.ToArray());
    }

    [Theory]
    [InlineData("made-bbpe-llama3")]
    [InlineData("made-bbpe-roberta-trim")]
    [InlineData("made-bbpe-prefix-space")]
    [InlineData("made-llama-legacy")]
    [InlineData("made-gemma")]
    [InlineData("made-unigram-bytefallback")]
    public void Encode_EveryPlane_ComesBackWhole(string name)
    {
        // Tokenizers that fall back on bytes lose nothing, so the text says whether the ids are right.
        string text = "x" + string.Concat(Enumerable.Range(0, 17).SelectMany(plane => new[] { 0x41, 0x3456, 0xFFFD, 0xFFFE, 0xFFFF }.Select(c => char.ConvertFromUtf32((plane << 16) + c)))) + "\0";
        ITokenizer tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", name, "tokenizer.json"));
        using TokenIds ids = tokenizer.Encode([text], new TokenizerOptions { AddSpecialTokens = false, Truncate = false });
        Assert.Equal(text, tokenizer.Decode([.. ids.Ids.Span.ToArray().Select(id => (int)id)]).TrimStart(' '));
    }

    [Fact]
    public void Encode_LongText_IsCutAndSaysSo()
    {
        using TokenIds ids = _tokenizer.Encode([string.Join(' ', Enumerable.Repeat("a", 100)), "a"], new TokenizerOptions { MaxLength = 8 });
        Assert.Equal([true, false], ids.Truncated);
        Assert.Equal(_tokenizer.TokenToId("[SEP]"), (int)ids.Ids.Row(0)[7]);
        Assert.Equal([1L, 1, 1, 0, 0, 0, 0, 0], ids.AttentionMask.Row(1).ToArray());
    }

    [Fact]
    public void Encode_PadToMaxLength_FillsUp()
    {
        using TokenIds ids = _tokenizer.Encode(["a"], new TokenizerOptions { MaxLength = 12, PadToMaxLength = true });
        Assert.Equal(12, ids.Ids.Shape[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Encode_NoRoomForSpecialTokens_Throws(int length) =>
        Assert.Throws<InvalidInputException>(() => _tokenizer.Encode(["a"], new TokenizerOptions { MaxLength = length }));

    [Fact]
    public void Encode_PadToMaxLengthWithoutALength_SaysWhatToSet()
    {
        TokenizerOptions options = new() { PadToMaxLength = true };
        Assert.Contains("MaxLength", Assert.Throws<InvalidInputException>(() => _tokenizer.Encode(["a"], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OtherNumberOfPairs_Throws() =>
        Assert.Throws<InvalidInputException>(() => _tokenizer.Encode(["a"], new TokenizerOptions { TextPairs = ["b", "c"] }));

    [Fact]
    public void Encode_NoTexts_IsAnEmptyBatch()
    {
        using TokenIds ids = _tokenizer.Encode([]);
        Assert.Equal(0, ids.BatchSize);
    }

    [Fact]
    public void Decode_UnknownIds_AreLeftOut() => Assert.Equal("", _tokenizer.Decode([-1, int.MaxValue]));

    [Fact]
    public void Encode_ManyThreads_GiveTheSameIds()
    {
        string[] texts = [.. Enumerable.Range(0, 300).Select(TokenizerGolden.Text)];
        long[][] expected = [.. texts.Select(Ids)];
        Parallel.For(0, 3000, i => Assert.Equal(expected[i % 300], Ids(texts[i % 300])));
    }

    private long[] Ids(string text)
    {
        using TokenIds ids = _tokenizer.Encode([text]);
        return ids.Ids.Span.ToArray();
    }
}
