using System.Text;
using System.Text.Json;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

public sealed class IncrementalTokenDecoderTests
{
    public static TheoryData<string> Streamed => ["made-bbpe-qwen2", "made-gemma", "made-unigram-bytefallback", "made-bpe-suffix"];

    public static TheoryData<string> StreamedBeside => ["all-minilm-l6-v2", "clip", "roberta-base", "t5-small", "made-llama2"];

    [Theory]
    [MemberData(nameof(Streamed))]
    public void Add_EveryId_GivesTheChunksOfTheReference(string name) => CheckStream(name, GoldenFolder.Path("tokenizers-made", name, "tokenizer.json"));

    [Theory]
    [MemberData(nameof(StreamedBeside))]
    public void Add_EveryIdOfPublishedTokenizers_GivesTheChunksOfTheReference(string name) => CheckStream(name, SharedFolder.Find("tokenizers", name, "tokenizer.json"));

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
        IncrementalTokenDecoder pieces = new(decoder);
        return [.. Enumerable.Range(0, count).Select(i => pieces.Add(i) + (i == count - 1 ? pieces.Complete() : ""))];
    }

    private static void CheckStream(string name, string file)
    {
        PipelineTokenizer tokenizer = new(TokenizerFile.Read(JsonFile.Read(file)).Pipeline, null, PaddingSettings.Default, cleanSpaces: false);
        int count = 0;
        foreach (JsonElement one in TokenizerGolden.Parse(GoldenFolder.Path("tokenizers", "stream.json")).GetProperty("cases").EnumerateArray())
        {
            if (one.GetProperty("tokenizer").GetString() != name)
            {
                continue;
            }

            count++;
            int[] ids = [.. TokenizerGolden.Longs(one.GetProperty("ids")).Select(id => (int)id)];
            IncrementalTokenDecoder decoder = new(tokenizer, one.GetProperty("skip_special_tokens").GetBoolean());
            string[] chunks = [.. ids.Select(decoder.Add)];
            Assert.Equal([.. one.GetProperty("chunks").EnumerateArray().Select(chunk => chunk.GetString() ?? "")], chunks);
            Assert.Equal(one.GetProperty("text").GetString(), string.Concat(chunks) + decoder.Complete());
        }

        Assert.True(count >= 30, $"The golden has only {count} cases for {name}.");
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
