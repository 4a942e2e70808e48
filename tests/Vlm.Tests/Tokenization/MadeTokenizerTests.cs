using System.Text.Json;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>Tokenizers made for the tests, against the reference's outputs.</summary>
public sealed class MadeTokenizerTests
{
    public static TheoryData<string> Names =>
    [
        "made-wordpiece-uncased", "made-wordpiece-cased", "made-wordlevel", "made-wordlevel-digits", "made-added-combos", "made-added-id-holes",
        "made-bbpe-llama3", "made-bbpe-prefix-space", "made-bbpe-qwen2", "made-bbpe-roberta-notrim", "made-bbpe-roberta-trim",
        "made-bbpe-sequence-template", "made-bpe-prefix-fuse", "made-clip",
        "made-metaspace-always", "made-metaspace-never", "made-unigram-nmt",
        "made-metaspace-first", "made-unigram-bytefallback", "made-llama-legacy", "made-gemma", "made-ctc", "made-bpe-suffix",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_EveryString_EqualsReference(string name) => GoldenChecks.Strings(Plain(name), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Pairs_EqualsReference(string name) => GoldenChecks.Pairs(Plain(name), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Batches_EqualsReference(string name) => BatchChecks.All(TokenizerFile.Read(JsonFile.Read(FileOf(name))), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void VocabularySize_Loaded_CountsModelAndAdded(string name) =>
        Assert.Equal(Golden(name).Root.GetProperty("vocab_size_with_added").GetInt32(), Tokenizer.Load(FileOf(name)).VocabularySize);

    [Fact]
    public void Encode_FileWithItsOwnTruncationAndPadding_EqualsReference()
    {
        ITokenizer tokenizer = Tokenizer.Load(FileOf("made-bbpe-sequence-template"));
        JsonElement[] cases = [.. Golden("made-bbpe-sequence-template").Root.GetProperty("as_loaded").EnumerateArray()];
        foreach (JsonElement one in cases)
        {
            using TokenIds encoded = tokenizer.Encode([TokenizerGolden.Text(one.GetProperty("i").GetInt32())]);
            Assert.Equal(TokenizerGolden.Longs(one.GetProperty("ids")), encoded.Ids.Span.ToArray());
            Assert.Equal(TokenizerGolden.Longs(one.GetProperty("attention_mask")), encoded.AttentionMask.Span.ToArray());
        }

        Assert.Equal(7, cases.Length);
    }

    /// <summary>The file's truncation and padding are switched off, as in the goldens.</summary>
    private static PipelineTokenizer Plain(string name) =>
        new(TokenizerFile.Read(JsonFile.Read(FileOf(name))).Pipeline, null, PaddingSettings.Default, cleanSpaces: false);

    private static string FileOf(string name) => GoldenFolder.Path("tokenizers-made", name, "tokenizer.json");

    private static TokenizerGolden Golden(string name) => TokenizerGolden.Read(GoldenFolder.Path("tokenizers", name + ".json"));
}
