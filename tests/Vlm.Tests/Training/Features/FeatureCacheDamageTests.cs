using Vlm.Evaluation;
using Vlm.Training;

namespace Vlm.Tests.Training.Features;

/// <summary>What happens to a cache in a bad world: processes that die, disks that fill, files that rot, encoders that change.</summary>
public sealed class FeatureCacheDamageTests : IDisposable
{
    private const int Count = 64;

    private readonly TemporaryFolder _folder = new();
    private readonly MemoryPictures _pictures = MemoryPictures.Of(Count);

    private string Cache => _folder["train.features"];

    [Fact]
    public void Run_ProcessDiedHalfway_GoesOnToTheSameBytes()
    {
        Make(_folder["whole"], new HalvesEncoder());
        HalvesEncoder dying = new() { BeforeRun = done => throwAfter(done, 30) };
        Assert.ThrowsAny<Exception>(() => Make(Cache, dying));
        Assert.False(File.Exists(Cache));
        Assert.Contains("unfinished", Assert.Throws<FeatureCacheException>(() => FeatureCache.Open(Cache)).Message, StringComparison.Ordinal);

        HalvesEncoder rest = new();
        Make(Cache, rest);

        Assert.InRange(rest.Encoded, 1, Count - 20);
        Assert.Equal(File.ReadAllBytes(_folder["whole"]), File.ReadAllBytes(Cache));
        Assert.False(File.Exists(Cache + ".partial"));

        static void throwAfter(int done, int limit)
        {
            if (done > limit)
            {
                throw new InvalidOperationException("The process died.");
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(4000)]
    [InlineData(9000)]
    [InlineData(40_000)]
    public void Run_PartialFileCutOff_GoesOnToTheSameBytes(int length)
    {
        Make(_folder["whole"], new HalvesEncoder());
        byte[] whole = File.ReadAllBytes(_folder["whole"]);
        File.WriteAllBytes(Cache + ".partial", whole[..length]);

        Make(Cache, new HalvesEncoder());

        Assert.Equal(whole, File.ReadAllBytes(Cache));
    }

    [Fact]
    public void Run_DiskFills_KeepsBlocksAndSaysHowMuchIsNeeded()
    {
        HalvesEncoder encoder = new();
        FeatureExtraction extraction = Extraction(encoder, path => new FullDiskStream(path, room: 20_000));

        FeatureCacheException error = Assert.Throws<FeatureCacheException>(() => extraction.Run(Cache, null, CancellationToken.None));

        Assert.Contains("No space left on device.", error.Message, StringComparison.Ordinal);
        Assert.Contains("goes on from there", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Cache));
        HalvesEncoder rest = new();
        Make(Cache, rest);
        Assert.InRange(rest.Encoded, 2, Count);
        using FeatureCache cache = FeatureCache.Open(Cache);
        Assert.Equal(Count, Enumerable.Range(0, Count).Count(cache.Contains));
    }

    [Fact]
    public void CopyRows_DamagedBlock_RefusedAndMadeAgain()
    {
        Make(Cache, new HalvesEncoder());
        byte[] whole = File.ReadAllBytes(Cache);
        byte[] damaged = [.. whole];
        damaged[^4000] ^= 1;
        File.WriteAllBytes(Cache, damaged);

        using (FeatureCache cache = FeatureCache.Open(Cache))
        {
            Assert.True(cache.Contains(0));
            Assert.Contains("is damaged", Assert.Throws<FeatureCacheException>(() => cache.Contains(Count - 1)).Message, StringComparison.Ordinal);
        }

        HalvesEncoder again = new();
        Make(Cache, again);
        Assert.InRange(again.Encoded, 2, 6);
        Assert.Equal(whole, File.ReadAllBytes(Cache));
    }

    [Theory]
    [InlineData(60, "head is damaged")]
    [InlineData(3, "no feature cache")]
    public void Open_DamagedHead_Refused(int at, string message)
    {
        Make(Cache, new HalvesEncoder());
        byte[] bytes = File.ReadAllBytes(Cache);
        bytes[at] ^= 1;
        File.WriteAllBytes(Cache, bytes);

        Assert.Contains(message, Assert.Throws<FeatureCacheException>(() => FeatureCache.Open(Cache)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_CutOff_SaysBothLengths()
    {
        Make(Cache, new HalvesEncoder());
        byte[] bytes = File.ReadAllBytes(Cache);
        File.WriteAllBytes(Cache, bytes[..^100]);

        Assert.Contains($"it has {bytes.Length - 100} bytes, expected {bytes.Length}", Assert.Throws<FeatureCacheException>(() => FeatureCache.Open(Cache)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_CacheOfAnotherEncoder_RefusedAndKept()
    {
        Make(Cache, new HalvesEncoder());
        byte[] bytes = File.ReadAllBytes(Cache);

        FeatureCacheException error = Assert.Throws<FeatureCacheException>(() => Make(Cache, new HalvesEncoder(), "halves 2"));

        Assert.Contains("of another encoder: found halves 1, expected halves 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Cache));
    }

    [Fact]
    public void Run_CacheOfOtherPictures_NamesTheFirst()
    {
        Make(Cache, new HalvesEncoder());
        _pictures.AddColours("0205.png", 8, 4, 1, 2);

        FeatureCacheException more = Assert.Throws<FeatureCacheException>(() => Make(Cache, new HalvesEncoder()));
        FeatureCacheException other = Assert.Throws<FeatureCacheException>(() => new FeatureExtraction(Frozen(new HalvesEncoder(), "halves 1"), _pictures, [.. _pictures.Names.Skip(1)], new FeatureCacheOptions()).Run(Cache, null, CancellationToken.None));

        Assert.Contains("another number of pictures: found 64, expected 65", more.Message, StringComparison.Ordinal);
        Assert.Contains("of other pictures: number 0 is '000.png', expected '001.png'", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PartialFileOfAnotherEncoder_RefusedAndKept()
    {
        Assert.ThrowsAny<Exception>(() => Extraction(new HalvesEncoder(), path => new FullDiskStream(path, room: 20_000)).Run(Cache, null, CancellationToken.None));
        byte[] bytes = File.ReadAllBytes(Cache + ".partial");

        Assert.Contains("unfinished cache of another encoder", Assert.Throws<FeatureCacheException>(() => Make(Cache, new HalvesEncoder(), "halves 2")).Message, StringComparison.Ordinal);

        Assert.Equal(bytes, File.ReadAllBytes(Cache + ".partial"));
    }

    [Fact]
    public void Constructor_PictureTwice_Refused() =>
        Assert.Throws<ArgumentException>(() => new FeatureExtraction(Frozen(new HalvesEncoder(), "halves 1"), _pictures, ["000.png", "000.png"], new FeatureCacheOptions()));

    public void Dispose()
    {
        _pictures.Dispose();
        _folder.Dispose();
    }

    private static FrozenImageEncoder Frozen(HalvesEncoder encoder, string key) => new(encoder, encoder, key);

    private FeatureExtraction Extraction(HalvesEncoder encoder, Func<string, FileStream>? open = null, string key = "halves 1") =>
        new(Frozen(encoder, key), _pictures, _pictures.Names, new FeatureCacheOptions { Workers = 2 }) { OpenPartial = open };

    private void Make(string path, HalvesEncoder encoder, string key = "halves 1") => Extraction(encoder, null, key).Run(path, null, CancellationToken.None);
}
