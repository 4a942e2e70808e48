using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>Encoding into the caller's memory allocates nothing once texts of that kind were met.</summary>
[Collection(Alone.Name)]
public sealed class AllocationTests
{
    private const int Rounds = 50;
    private const int MostAttempts = 60;
    private static readonly string[] Texts =
    [
        "A brown dog runs through tall grass with a stick in its mouth.", "a photo of a cat", "", "Two zebra's, 2024!", "don't   stop\n\nnow",
        "caf\u00e9 cre\u0300me \u2014 \u201cquoted\u201d na\u00efve", "\u4e2d\u6587 \u65e5\u672c\u8a9e", "\U0001F600 smile <|endoftext|> [SEP] </s>", "supercalifragilisticexpialidociousness and antidisestablishmentarianism together",
    ];

    public static TheoryData<string> Names =>
    [
        "made-wordpiece-uncased", "made-wordpiece-cased", "made-clip", "made-bbpe-llama3", "made-bbpe-qwen2", "made-bbpe-roberta-trim", "made-bbpe-prefix-space", "made-llama-legacy", "made-gemma",
        "made-unigram-nmt", "made-unigram-bytefallback", "made-metaspace-always", "made-wordlevel",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void TryEncode_AfterWarmUp_AllocatesNothing(string name)
    {
        ITokenizer tokenizer = Tokenizer.Load(GoldenFolder.Path("tokenizers-made", name, "tokenizer.json"));
        TokenizerOptions options = new() { MaxLength = 64, Stride = 3, PadToMaxLength = true, PadToMultipleOf = 8, PaddingSide = TokenSide.Left };
        long[] ids = new long[64], mask = new long[64], types = new long[64], special = new long[64];
        TokenOffset[] offsets = new TokenOffset[64];
        long allocated = 1;

        // The runtime's own generic arithmetic boxes until it has been compiled for good, which happens in the background.
        for (int attempt = 0; attempt < MostAttempts && allocated > 0; attempt++)
        {
            Thread.Sleep(attempt == 0 ? 0 : 50);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Rounds; i++)
            {
                Encode();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);

        void Encode()
        {
            foreach (string text in Texts)
            {
                Assert.True(tokenizer.TryEncode(text, new TokenSpans<long>(ids, mask, types, offsets, special), out _, options));
                Assert.True(tokenizer.TryEncodePair(text, "a second text", new TokenSpans<long>(ids, mask, types), out _, options));
                Assert.True(tokenizer.TryEncode(text, new TokenSpans<long>(ids), out _, options));
            }
        }
    }
}
