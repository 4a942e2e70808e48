using Vlm.Training;

namespace Vlm.Tests.Training.Captioning;

public sealed class CaptionVocabularyTests
{
    [Fact]
    public void Build_RareWords_AreUnknown()
    {
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(["A dog, a DOG.", "the dog's t-shirt"], 2);

        Assert.Equal(["[PAD]", "[UNK]", "[BOS]", "[EOS]", "dog", "a"], vocabulary.Tokens);
        Assert.Equal([5, 4, CaptionVocabulary.Unknown], vocabulary.Encode("A dog runs"));
        Assert.Equal("a dog", vocabulary.Decode([5, 4, CaptionVocabulary.End, 4]));
    }

    [Fact]
    public void Build_NoFrequentWord_SaysSo() => Assert.Throws<TrainingException>(() => CaptionVocabulary.Build(["a dog"], 2));

    [Fact]
    public void Write_Vocabulary_IsATokenizerWithTheSameIds()
    {
        using TemporaryFolder folder = new();
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(["a dog in a red t-shirt, 2 men"], 1);
        CaptionTokenizerFiles.Write(folder.Path, vocabulary, 32);

        ITokenizer tokenizer = Tokenizer.Load(folder.Path);
        using TokenIds ids = tokenizer.Encode(["A red dog"]);

        Assert.Equal(vocabulary.Tokens, CaptionVocabulary.Of(tokenizer).Tokens);
        Assert.Equal([CaptionVocabulary.Begin, .. vocabulary.Encode("a red dog"), CaptionVocabulary.End], ids.Ids.Span.ToArray().Select(id => (int)id));
        Assert.Equal("a red dog", tokenizer.Decode([.. vocabulary.Encode("a red dog")]));
    }
}
