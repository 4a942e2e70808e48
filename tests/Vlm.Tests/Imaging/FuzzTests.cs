using System.Diagnostics;
using System.Security.Cryptography;
using Vlm.Benchmarks.Fuzzing;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

/// <summary>The first files of the long mode (<c>--fuzz images</c> of the benchmarks), with its seed.</summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    private const int Files = 5000;
    private const int Animations = 1000;
    private const long MostGrowth = 200L << 20;

    public static TheoryData<string, bool> Targets
    {
        get
        {
            TheoryData<string, bool> data = [];
            foreach (string format in ImageCorpus.Formats)
            {
                data.Add(format, false);
                data.Add(format, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Decode_DamagedFiles_GivePicturesOrTypedErrors(string format, bool managed)
    {
        ImageTarget target = new(format, GoldenFolder.Path("convert", "inputs"), FuzzTarget.DefaultSeed, managed ? ImageDecoder.Managed : ImageDecoder.Default);
        long before = Process.GetCurrentProcess().WorkingSet64;
        HashSet<int> seen = [];
        for (long index = 0; index < Files; index++)
        {
            int outcome = target.Run(index, out TimeSpan elapsed, out Exception? error);
            Assert.True(outcome < FuzzOutcome.Untyped, $"{format} {index}: {outcome} after {elapsed}: {error}");
            seen.Add(outcome);
        }

        Assert.Contains(target.Endings.ToList().IndexOf("Corrupt"), seen);
        Assert.Equal(!managed || format != "webp", seen.Contains(target.Endings.ToList().IndexOf("Picture")));
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, MostGrowth);
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("webp")]
    public void ReadFrames_DamagedAnimations_GiveFramesOrTypedErrors(string format)
    {
        using AnimationTarget target = new(format, GoldenFolder.Path("video"), FuzzTarget.DefaultSeed);
        HashSet<string> seen = [];
        for (long index = 0; index < Animations; index++)
        {
            int outcome = target.Run(index, out TimeSpan elapsed, out Exception? error);
            Assert.True(outcome < FuzzOutcome.Untyped, $"{format} {index}: {outcome} after {elapsed}: {error}");
            seen.Add(target.Endings[outcome]);
        }

        Assert.Superset(new HashSet<string> { "Frames", "Truncated", "Corrupt", "TooLarge" }, seen);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Decode_DamagedFileTwice_GivesTheSame(string format, bool managed)
    {
        IImageDecoder decoder = managed ? ImageDecoder.Managed : ImageDecoder.Default;
        ImageTarget target = new(format, GoldenFolder.Path("convert", "inputs"), FuzzTarget.DefaultSeed, decoder);
        for (long index = 0; index < 300; index++)
        {
            // Whatever lay in the memory before must not show.
            string first = Result(decoder, target.File(index));
            _ = Result(decoder, target.File(index + 1));
            Assert.Equal(first, Result(decoder, target.File(index)));
        }
    }

    private static string Result(IImageDecoder decoder, byte[] file)
    {
        try
        {
            using RgbImage image = decoder.Decode(ImageInput.FromBytes(file), new ImageDecodeOptions { Limits = new ImageLimits { MaxPixels = 1_000_000 } });
            return Convert.ToHexString(SHA256.HashData(Pictures.Rgb(image)));
        }
        catch (ImageDecodeException e)
        {
            return e.Message;
        }
    }

    [Fact]
    public void Make_SameSeedAndIndex_GivesTheSameFile()
    {
        Mutator first = ImageCorpus.Load("png", GoldenFolder.Path("convert", "inputs"));
        Mutator second = ImageCorpus.Load("png", GoldenFolder.Path("convert", "inputs"));
        _ = first.Make(1, 0);

        Assert.Equal(first.Make(1, 7), second.Make(1, 7));
        Assert.NotEqual(first.Make(1, 7), second.Make(2, 7));
    }
}
