using Vlm.Benchmarks.Fuzzing;
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
            TimeSpan elapsed = Encode(tokenizer, word);
            Assert.True(elapsed < Limit, $"'{word[..16]}...' took {elapsed}.");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_OneMebibyteOfAnything_EndsInTime(string name)
    {
        ITokenizer tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", name, "tokenizer.json"));
        foreach (string text in TokenizerCorpus.LongTexts)
        {
            TimeSpan elapsed = Encode(tokenizer, text);
            Assert.True(elapsed < Limit, $"U+{(int)text[0]:X4}... took {elapsed}.");
        }
    }

    private static TimeSpan Encode(ITokenizer tokenizer, string word) =>
        WorkTime.LeastOf(Limit, () => tokenizer.Encode([word], new TokenizerOptions { Truncate = false, PadToMaxLength = false }).Dispose());
}
