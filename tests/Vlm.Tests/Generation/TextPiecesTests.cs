using System.Text;
using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class TextPiecesTests
{
    [Fact]
    public void Add_Words_GivesEachAtOnce() =>
        Assert.Equal(["a", " dog", " runs"], Pieces(new Words("a", "dog", "runs"), 3));

    [Theory]
    [InlineData("a man 's dog", "a", "man", "'", "s", "dog")]
    [InlineData("do n't run", "do", "n", "'", "t", "run")]
    public void Add_PiecesThatAreJoinedLater_AreHeldUntilThen(string joined, params string[] words)
    {
        string[] pieces = Pieces(new Words(words), words.Length);

        Assert.Equal(joined.Replace(" n't", "n't", StringComparison.Ordinal).Replace(" '", "'", StringComparison.Ordinal), string.Concat(pieces));
    }

    [Fact]
    public void Add_HalfACharacter_WaitsForItsEnd()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("é🙂!");

        string[] pieces = Pieces(new Utf8Bytes(bytes), bytes.Length);

        Assert.Equal("é🙂!", string.Concat(pieces));
        Assert.DoesNotContain(pieces, p => p.Contains('\uFFFD', StringComparison.Ordinal));
        Assert.Equal("é", pieces[1]);
        Assert.Equal("🙂", pieces[5]);
    }

    private static string[] Pieces(ITokenDecoder decoder, int count)
    {
        TextPieces pieces = new(decoder);
        return [.. Enumerable.Range(0, count).Select(i => pieces.Add(i, i == count - 1))];
    }

    private sealed class Words(params string[] words) : ITokenDecoder
    {
        public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true) =>
            string.Join(' ', ids.ToArray().Select(i => words[i])).Replace(" ' ", "'", StringComparison.Ordinal).Replace(" n't", "n't", StringComparison.Ordinal);
    }

    private sealed class Utf8Bytes(byte[] bytes) : ITokenDecoder
    {
        public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true) => Encoding.UTF8.GetString([.. ids.ToArray().Select(i => bytes[i])]);
    }
}
