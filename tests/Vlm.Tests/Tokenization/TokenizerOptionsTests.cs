using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>How the options of a call cut and pad.</summary>
public sealed class TokenizerOptionsTests
{
    private readonly ITokenizer _tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", "made-wordpiece-uncased", "tokenizer.json"));

    [Fact]
    public void Encode_TruncationSideLeft_KeepsTheEndAndTheSpecialTokens()
    {
        long[] whole = Row(new TokenizerOptions { Truncate = false }, "a b c d e f g h");
        Assert.Equal([whole[0], .. whole[^4..]], Row(new TokenizerOptions { MaxLength = 5, TruncationSide = TokenSide.Left }, "a b c d e f g h"));
    }

    [Fact]
    public void Encode_OnlySecond_LeavesTheFirstTextWhole()
    {
        long[] first = Row(new TokenizerOptions { Truncate = false }, "a b c");
        long[] cut = Row(new TokenizerOptions { MaxLength = 8, TruncationStrategy = TruncationStrategy.OnlySecond, TextPairs = ["d e f g h"] }, "a b c");
        Assert.Equal(first, cut[..first.Length]);
        Assert.Equal(8, cut.Length);
    }

    [Theory]
    [InlineData(TruncationStrategy.OnlyFirst, "a b", "c d e f g h i j")]
    [InlineData(TruncationStrategy.OnlySecond, "a b c d e f g h", "i j")]
    public void Encode_StrategyThatCannotCutEnough_Throws(TruncationStrategy strategy, string text, string pair)
    {
        TokenizerOptions options = new() { MaxLength = 8, TruncationStrategy = strategy, TextPairs = [pair] };
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => _tokenizer.Encode([text], options));
        Assert.Contains("8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OverflowOfABatch_ComesAfterTheRowOfItsText()
    {
        TokenizerOptions options = new() { MaxLength = 5, Stride = 1, IncludeOverflow = true, PadToMaxLength = true };
        using TokenIds ids = _tokenizer.Encode(["a b c d e", "f", "g h i j"], options);
        Assert.Equal([0, 0, 1, 2, 2], ids.TextIndices);
        Assert.Equal([true, true, false, true, true], ids.Truncated);
        Assert.Equal(Row(new TokenizerOptions { Truncate = false }, "a b c"), ids.Ids.Row(0).ToArray());
        Assert.Equal(Row(new TokenizerOptions { Truncate = false }, "c d e"), ids.Ids.Row(1).ToArray());
        Assert.Equal([.. Row(new TokenizerOptions { Truncate = false }, "i j"), 0], ids.Ids.Row(4).ToArray());
    }

    [Fact]
    public void Encode_OverflowOfAPair_GoesOverAllCombinations()
    {
        TokenizerOptions options = new() { MaxLength = 7, IncludeOverflow = true, TextPairs = ["e f g"], IncludeOffsets = true };
        using TokenIds ids = _tokenizer.Encode(["a b c"], options);

        // [CLS] two [SEP] two [SEP]; the kept pair, the cut-off first with both seconds, the kept first with the cut-off second.
        string[] rows = [.. Enumerable.Range(0, ids.BatchSize).Select(i => _tokenizer.Decode([.. ids.Ids.Row(i).ToArray().Select(id => (int)id)]))];
        Assert.Equal(["a b e f", "c e f", "c g", "a b g"], rows);
        Assert.Equal(new TokenOffset(4, 5), ids.Offsets![1][1]);
    }

    [Fact]
    public void Encode_StrideWithoutAStep_Throws()
    {
        TokenizerOptions options = new() { MaxLength = 5, Stride = 3, IncludeOverflow = true };
        Assert.Contains("Stride", Assert.Throws<InvalidInputException>(() => _tokenizer.Encode(["a b c d e"], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OverflowOfTooManyRows_ThrowsBeforeItAllocatesThem()
    {
        string text = string.Concat(Enumerable.Repeat("a ", 4000));
        TokenizerOptions options = new() { MaxLength = 7, Stride = 1, IncludeOverflow = true, TextPairs = [text] };
        Assert.Contains("rows", Assert.Throws<InvalidInputException>(() => _tokenizer.Encode([text], options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_PaddingOptions_StandBeforeTheTokenizersOwn()
    {
        using TokenIds ids = _tokenizer.Encode(["a b", "c"], new TokenizerOptions { PadToMultipleOf = 8, PaddingSide = TokenSide.Left, IncludeSpecialTokensMask = true });
        Assert.Equal(8, ids.Ids.Shape[1]);
        Assert.Equal([0L, 0, 0, 0, 0, 1, 1, 1], ids.AttentionMask.Row(1).ToArray());
        Assert.Equal([1L, 1, 1, 1, 1, 1, 0, 1], ids.SpecialTokensMask!.Row(1).ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, -1)]
    public void Encode_OptionsOutOfRange_Throw(int multiple, int stride) =>
        Assert.Throws<InvalidInputException>(() => _tokenizer.Encode(["a"], new TokenizerOptions { MaxLength = 8, PadToMultipleOf = multiple, Stride = stride }));

    private long[] Row(TokenizerOptions options, string text)
    {
        using TokenIds ids = _tokenizer.Encode([text], options);
        return ids.Ids.Span.ToArray();
    }
}
