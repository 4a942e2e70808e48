using Vlm.Training;

namespace Vlm.Tests.Training.Data;

public sealed class CaptionVocabularyTests
{
    private static readonly string[] Captions = ["A dog's ball.", "a Dog, a ball", "the café dog", "The café (a bar)", "zebra"];

    [Fact]
    public void Build_LeastCount_FrequentWordsByFallingFrequency()
    {
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(Captions, new CaptionVocabularyOptions { LeastCount = 2 });

        Assert.Equal(["[PAD]", "[UNK]", "[BOS]", "[EOS]", "a", "dog", "ball", "café", "the"], vocabulary.Tokens);
        Assert.Equal([4, 5, 1, 6], vocabulary.Encode("A dog s ball!"));
        Assert.Equal(13 / 16.0, vocabulary.Coverage(Captions), 12);
        Assert.Equal(["a", "dog"], CaptionVocabulary.Build(Captions, new CaptionVocabularyOptions { LeastCount = 1, MostWords = 2 }).Tokens.Skip(4));
        Assert.Throws<ArgumentException>(() => CaptionVocabulary.Build(Captions, new CaptionVocabularyOptions { LeastCount = 9 }));
    }

    [Fact]
    public void Write_Tokenizer_GivesTheSameIdsBetweenBeginAndEnd()
    {
        using TemporaryFolder folder = new();
        CaptionVocabulary vocabulary = CaptionVocabulary.Build(Captions, new CaptionVocabularyOptions { LeastCount = 1, Punctuation = true, MaxLength = 16 });
        vocabulary.Write(folder.Path);
        ITokenizer tokenizer = Tokenizer.Load(folder.Path);

        foreach (string caption in (string[])[.. Captions, "An unknown DOG — \"café\"!", "naïve Ünïcode", "über-dog\tball\u00a0a", "ball\u200d球a", "café ÇA"])
        {
            using TokenIds tokens = tokenizer.Encode([caption]);
            Assert.Equal([2, .. vocabulary.Encode(caption).Select(id => (long)id), 3], tokens.Ids.Span.ToArray());
        }

        Assert.Equal(16, tokenizer.MaxLength);
        Assert.Equal("the café dog", tokenizer.Decode([2, .. vocabulary.Encode("the café dog"), 3]));
    }

    [Theory]
    [InlineData("A dog runs on grass .", "A dog runs on grass .")]
    [InlineData("A man on the left waves to the right .", "A man on the right waves to the left .")]
    [InlineData("Left of the tree stands a dog with its right paw up .", "Right of the tree stands a dog with its left paw up .")]
    [InlineData("The leftmost child is left-handed .", "The rightmost child is right-handed .")]
    [InlineData("A man raises his left-hand, and the left hand shakes .", "A man raises his right-hand, and the right hand shakes .")]
    [InlineData("The man left after the game .", null)]
    [InlineData("A dog runs right behind a cat .", null)]
    [InlineData("A sign that reads stop .", null)]
    public void MirroredCaption_Of_SidesExchangedOrUnsure(string caption, string? expected) => Assert.Equal(expected, MirroredCaption.Of(caption));
}
