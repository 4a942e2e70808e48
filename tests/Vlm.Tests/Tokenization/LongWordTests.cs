using System.Diagnostics;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>A mebibyte without a space takes no more than a second or two, whatever the model.</summary>
[Collection(Alone.Name)]
public sealed class LongWordTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Names =>
        ["made-wordpiece-uncased", "made-clip", "made-bbpe-llama3", "made-bbpe-roberta-trim", "made-gemma", "made-llama-legacy", "made-unigram-nmt", "made-bpe-prefix-fuse"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_OneMebibyteOfOneWord_EndsInTime(string name)
    {
        ITokenizer tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", name, "tokenizer.json"));
        string[] words = [new string('a', 1 << 20), string.Concat(Enumerable.Repeat("thequickbrownfox", 1 << 16)), string.Concat(Enumerable.Repeat("\u4e2d", (1 << 20) / 3))];
        foreach (string word in words)
        {
            Stopwatch watch = Stopwatch.StartNew();
            tokenizer.Encode([word], new TokenizerOptions { Truncate = false, PadToMaxLength = false }).Dispose();
            Assert.True(watch.Elapsed < Limit, $"'{word[..16]}...' took {watch.Elapsed}.");
        }
    }
}
