using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>What a tokenizer of the user's own has without writing it.</summary>
public sealed class OwnTokenizerTests
{
    private readonly ITokenizer _tokenizer = new ToyTokenizer();

    [Fact]
    public void TryEncode_OwnTokenizer_WritesItsRow()
    {
        long[] ids = new long[8], mask = new long[8], types = [7, 7, 7, 7, 7, 7, 7, 7];
        Assert.True(_tokenizer.TryEncode("what colour is green", new TokenSpans<long>(ids, mask, types), out TokenRow row));
        Assert.Equal(new TokenRow(5, 5, false), row);
        Assert.Equal([2, 3, 4, 5, 7, 0, 0, 0], ids);
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0], mask);
        Assert.Equal([0, 0, 0, 0, 0, 7, 7, 7], types);
    }

    [Fact]
    public void TryEncode_NoRoom_SaysHowMuch()
    {
        Assert.False(_tokenizer.TryEncode("what colour is green", new TokenSpans<int>(new int[4]), out TokenRow row));
        Assert.Equal(5, row.Length);
    }

    [Fact]
    public void IncrementalTokenDecoder_OwnTokenizer_GivesItsTextPieceByPiece()
    {
        IncrementalTokenDecoder decoder = new(_tokenizer);
        Assert.Equal("what colour red", decoder.Add(3) + decoder.Add(4) + decoder.Add(6) + decoder.Complete());
    }

    [Fact]
    public void SpecialTokens_OwnTokenizerThatNamesNone_IsEmpty() => Assert.Empty(_tokenizer.SpecialTokens);
}
