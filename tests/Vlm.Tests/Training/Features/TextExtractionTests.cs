using Vlm.Tests.Goldens;
using Vlm.Training;
using Disk = System.IO.File;

namespace Vlm.Tests.Training.Features;

public sealed class TextExtractionTests : IDisposable
{
    private const int Count = 700;

    private static readonly ITokenizer Words = Tokenizer.Load(Path.Combine(ModelsFolder.Find("default"), "text-encoder"));
    private static readonly string[] Texts = [.. Enumerable.Range(0, Count).Select(i => string.Join(' ', Enumerable.Range(0, 1 + (i * 7 % 12)).Select(word => $"dog{i + word}")))];

    private readonly TemporaryFolder _folder = new();

    private string States => _folder["texts"];

    [Fact]
    public void Run_TextsOfManyLengths_EachHasItsOwnStates()
    {
        using TextStates states = Make(States, new IdTextEncoder());
        for (int text = 0; text < Count; text++)
        {
            using TokenIds alone = Words.Encode([Texts[text]]);
            float[] expected = [.. alone.Ids.Span.ToArray().SelectMany((id, place) => IdTextEncoder.StateOf(id, place))], found = new float[expected.Length];
            Assert.Equal(expected.Length / IdTextEncoder.Width, states.LengthOf(text));
            states.Copy(text, found);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public void Run_MadeAlready_EncodesNothing()
    {
        IdTextEncoder first = new(), second = new();
        Make(States, first).Dispose();
        Make(States, second).Dispose();
        Assert.Equal((Count, 0), (first.Encoded, second.Encoded));
    }

    [Fact]
    public void Run_ProcessDiedHalfway_GoesOnToTheSameBytes()
    {
        Make(_folder["whole"], new IdTextEncoder()).Dispose();
        Assert.Throws<InvalidOperationException>(() => Make(States, new IdTextEncoder { DiesAfter = 400 }));
        Assert.False(Disk.Exists(States));

        IdTextEncoder rest = new();
        Make(States, rest).Dispose();

        Assert.Equal(Count - 256, rest.Encoded);
        Assert.Equal(Disk.ReadAllBytes(_folder["whole"]), Disk.ReadAllBytes(States));
    }

    [Fact]
    public void Run_DiskFills_KeepsBlocksAndSaysHowMuchIsNeeded()
    {
        TextExtraction extraction = new(Frozen(new IdTextEncoder(), "ids"), Texts) { OpenPartial = path => new FullDiskStream(path, room: 24_000) };
        FeatureCacheException error = Assert.Throws<FeatureCacheException>(() => extraction.Run(States, null, CancellationToken.None));
        Assert.Contains("No space left on device. 1 of 3 blocks are kept", error.Message, StringComparison.Ordinal);
        IdTextEncoder rest = new();
        Make(States, rest).Dispose();
        Assert.Equal(Count - 256, rest.Encoded);
    }

    [Fact]
    public void Copy_DamagedBlock_RefusedAndMadeAgain()
    {
        Make(States, new IdTextEncoder()).Dispose();
        byte[] whole = Disk.ReadAllBytes(States), damaged = [.. whole];
        damaged[^5000] ^= 1;
        Disk.WriteAllBytes(States, damaged);
        TextStatesHeader header = TextStatesHeader.Read(States);
        using (CachedTextStates states = new(BlockFile.Open(States, header.ToLayout()), header, Texts))
        {
            FeatureCacheException error = Assert.Throws<FeatureCacheException>(() => Array.ForEach([.. Enumerable.Range(0, Count)], text => states.Copy(text, new float[states.LengthOf(text) * states.Width])));
            Assert.Contains("block 2 of 3 is damaged", error.Message, StringComparison.Ordinal);
        }

        IdTextEncoder again = new();
        Make(States, again).Dispose();
        Assert.Equal(Count - 512, again.Encoded);
        Assert.Equal(whole, Disk.ReadAllBytes(States));
    }

    [Fact]
    public void Run_FileOfOtherTextsOrAnotherEncoder_RefusedAndNamedOtherwise()
    {
        TextExtraction own = new(Frozen(new IdTextEncoder(), "ids"), Texts);
        TextExtraction others = new(Frozen(new IdTextEncoder(), "ids"), [.. Texts.Reverse()]), encoder = new(Frozen(new IdTextEncoder(), "ids 2"), Texts);
        own.Run(States, null, CancellationToken.None).Dispose();
        Assert.Contains("of another set of texts", Assert.Throws<FeatureCacheException>(() => others.Run(States, null, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Contains("of another encoder", Assert.Throws<FeatureCacheException>(() => encoder.Run(States, null, CancellationToken.None)).Message, StringComparison.Ordinal);
        Assert.Equal(3, new[] { own, others, encoder }.Select(each => each.PathBeside("f")).Distinct().Count());
        Assert.Equal(own.PathBeside("f"), new TextExtraction(Frozen(new IdTextEncoder(), "ids"), [.. Texts]).PathBeside("f"));
    }

    public void Dispose() => _folder.Dispose();

    private static FrozenTextEncoder Frozen(IdTextEncoder encoder, string key) => new(encoder, Words, key);

    private static TextStates Make(string path, IdTextEncoder encoder) => new TextExtraction(Frozen(encoder, "ids"), Texts).Run(path, null, CancellationToken.None);
}
