using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Vlm.Imaging.Video;

namespace Vlm.Tests.Imaging.Video;

public sealed class VideoGoldenTests
{
    private const int Small = 64;
    private const int Flat = 36;

    public static TheoryData<string> Names => GoldenVideo.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadFrames_All_GivesNumbersTimesKeysAndSizes(string name)
    {
        GoldenVideo golden = GoldenVideo.Find(name);
        double[] times = golden.Times;
        List<long> keys = [];
        long count = 0;
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(golden.Path, cancellationToken: TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                Assert.Equal(count, frame.Index);
                Assert.Equal((golden.Width, golden.Height), (frame.Image.Width, frame.Image.Height));
                Assert.Equal(times[count], frame.Time.TotalSeconds, 1e-6);
                if (frame.IsKeyFrame)
                {
                    keys.Add(frame.Index);
                }

                count++;
            }
        }

        Assert.Equal(times.Length, count);
        Assert.Equal(golden.KeyFrames, keys);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadFrames_EveryHalfSecond_GivesTheFrameOnTheScreen(string name)
    {
        GoldenVideo golden = GoldenVideo.Find(name);
        var expected = golden.FramesAt.ToList();
        int at = 0;
        await foreach (VideoFrame frame in Read(golden, VideoSampling.PerSecond(2)))
        {
            using (frame)
            {
                Assert.Equal(expected[at].Frame, frame.Index);
                Assert.Equal(expected[at].Appears, frame.Time.TotalSeconds, 1e-6);
                bool upright = frame.Image.Height > frame.Image.Width;
                Compare(expected[at].Png, Resized(frame.Image, upright ? Flat : Small, upright ? Small : Flat));
                at++;
            }
        }

        Assert.Equal(expected.Count, at);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadFrames_KeyFrames_GivesThemAlone(string name)
    {
        GoldenVideo golden = GoldenVideo.Find(name);
        Assert.Equal(golden.KeyFrames, await IndicesAsync(golden, VideoSampling.KeyFrames));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadFrames_SceneChanges_FindsTheKnownCuts(string name)
    {
        GoldenVideo golden = GoldenVideo.Find(name);
        if (golden.Cuts is { } cuts)
        {
            List<double> found = [];
            await foreach (VideoFrame frame in Read(golden, VideoSampling.SceneChanges()))
            {
                found.Add(frame.Time.TotalSeconds);
                frame.Dispose();
            }

            // The first frame begins a scene too.
            Assert.Equal([golden.Times[0], .. cuts], found);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Gray_EveryFrame_DiffersFromTheOneBeforeAsInTheReference(string name)
    {
        GoldenVideo golden = GoldenVideo.Find(name);
        float[] before = new float[Small * Flat], now = new float[Small * Flat];
        await foreach (VideoFrame frame in Read(golden, VideoSampling.All))
        {
            using (frame)
            {
                SceneCuts.Gray(frame.Image, now);
                if (frame.Index > 0)
                {
                    Assert.Equal(golden.GrayDifferences[frame.Index], SceneCuts.Difference(before, now), 0.02);
                }

                (before, now) = (now, before);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    [SuppressMessage("Security", "CA5351", Justification = "The reference's sums are MD5; nothing is kept secret.")]
    public async Task Run_NativePixels_HaveTheReferencesMd5(string name)
    {
        GoldenVideo golden = GoldenVideo.Find(name);
        FfmpegProgram program = FfmpegProgram.Find(null, golden.Path);
        IReadOnlyList<string> arguments = FfmpegArguments.Frames(program, golden.Path, VideoOptions.Default, FrameRule.All, golden.PixelFormat);
        await using FfmpegRun run = FfmpegRun.Start(program, arguments, FrameRule.All, golden.Path, VideoOptions.Default);
        byte[] pixels = new byte[golden.Width * golden.Height * 3 / 2];
        List<string> found = [];
        while (await run.NextAsync() is not null && await run.FillAsync(pixels))
        {
            found.Add(Convert.ToHexStringLower(MD5.HashData(pixels)));
        }

        Assert.Equal(0, await run.EndAsync());
        Assert.Equal(golden.Md5, found);
    }

    [Fact]
    public async Task ReadFrames_FullSize_GivesTheReferencesPixels()
    {
        GoldenVideo golden = GoldenVideo.Find("bigbuckbunny.mp4");
        Dictionary<long, string> expected = golden.FullSize.ToDictionary(f => f.Frame, f => f.Png);
        await foreach (VideoFrame frame in Read(golden, VideoSampling.EveryNth(25)))
        {
            using (frame)
            {
                if (expected.Remove(frame.Index, out string? png))
                {
                    Compare(png, Pictures.Rgb(frame.Image));
                }
            }
        }

        Assert.Empty(expected);
    }

    [Theory]
    [InlineData(1, new long[] { 42 })]
    [InlineData(3, new long[] { 14, 42, 70 })]
    [InlineData(5, new long[] { 8, 25, 42, 59, 76 })]
    public async Task ReadFrames_EvenlySpread_GivesTheMiddlesOfEqualParts(int count, long[] expected) =>
        Assert.Equal(expected, await IndicesAsync(GoldenVideo.Find("scenes.mp4"), VideoSampling.EvenlySpread(count)));

    [Fact]
    public async Task ReadFrames_MoreSpreadThanThereAre_GivesAll() =>
        Assert.Equal(85, (await IndicesAsync(GoldenVideo.Find("scenes.mp4"), VideoSampling.EvenlySpread(300))).Count);

    [Fact]
    public async Task ReadFrames_EveryNth_GivesEachNth() =>
        Assert.Equal([0, 20, 40, 60, 80], await IndicesAsync(GoldenVideo.Find("scenes.mp4"), VideoSampling.EveryNth(20)));

    private static IAsyncEnumerable<VideoFrame> Read(GoldenVideo golden, VideoSampling sampling) =>
        VideoReader.ReadFramesAsync(golden.Path, new VideoOptions { Sampling = sampling }, TestContext.Current.CancellationToken);

    private static async Task<List<long>> IndicesAsync(GoldenVideo golden, VideoSampling sampling)
    {
        List<long> found = [];
        await foreach (VideoFrame frame in Read(golden, sampling))
        {
            found.Add(frame.Index);
            frame.Dispose();
        }

        return found;
    }

    private static byte[] Resized(RgbImage image, int width, int height) => Pictures.Resize(image, width, height, ResizeFilter.Bicubic);

    private static void Compare(string png, byte[] rgb)
    {
        byte[] expected = Pictures.DropAlpha(Pictures.ReadPng(png).Rgba);
        Assert.Equal(expected.Length, rgb.Length);
        int[] differences = [.. expected.Zip(rgb, (a, b) => Math.Abs(a - b))];
        Assert.InRange(differences.Average(), 0, 1);
        Assert.InRange(differences.Max(), 0, 4);
    }
}
