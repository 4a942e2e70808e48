using Vlm.Training;

namespace Vlm.Tests.Training.Captioning;

public sealed class CaptionTokensTests
{
    [Fact]
    public void Target_LongCaption_IsCutWithoutItsEnd()
    {
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(["a dog runs"], new CaptionVocabularyOptions { LeastCount = 1 });

        Assert.Equal(["[PAD]", "[UNK]", "[BOS]", "[EOS]", "a", "dog", "runs"], vocabulary.Tokens);
        Assert.Equal([5, CaptionTokens.Unknown, CaptionTokens.End], vocabulary.Target("Dog sits.", 4));
        Assert.Equal([4, 5, 6], vocabulary.Target("a dog runs", 3));
        Assert.Equal("a dog", vocabulary.Decode([4, 5, CaptionTokens.End, 6]));
    }

    [Fact]
    public void Of_WrittenTokenizer_HasTheSameWords()
    {
        using TemporaryFolder folder = new();
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(["a dog in a red t-shirt, 2 men"], new CaptionVocabularyOptions { LeastCount = 1 });
        vocabulary.Write(folder.Path);

        Assert.Equal(vocabulary.Tokens, CaptionVocabulary.Of(Tokenizer.Load(folder.Path)).Tokens);
    }

    [Fact]
    public void Of_TokenizerOfSomethingElse_IsRefused() =>
        Assert.Throws<TrainingException>(() => CaptionVocabulary.Of(Tokenizer.Load(Goldens.ModelsFolder.Find("default", "text-encoder"))));
}
