using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>Tokenizers made for the tests, against the reference's outputs.</summary>
public sealed class MadeTokenizerTests
{
    public static TheoryData<string> Names => ["made-wordpiece-uncased", "made-wordpiece-cased", "made-wordlevel", "made-wordlevel-digits", "made-added-combos"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_EveryString_EqualsReference(string name) => GoldenChecks.Strings(Tokenizer.Load(FileOf(name)), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Pairs_EqualsReference(string name) => GoldenChecks.Pairs(Tokenizer.Load(FileOf(name)), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Batches_EqualsReference(string name) => BatchChecks.All(TokenizerFile.Read(JsonFile.Read(FileOf(name))), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void VocabularySize_Loaded_CountsModelAndAdded(string name) =>
        Assert.Equal(Golden(name).Root.GetProperty("vocab_size_with_added").GetInt32(), Tokenizer.Load(FileOf(name)).VocabularySize);

    private static string FileOf(string name) => GoldenFolder.Path("tokenizers-made", name, "tokenizer.json");

    private static TokenizerGolden Golden(string name) => TokenizerGolden.Read(GoldenFolder.Path("tokenizers", name + ".json"));
}
