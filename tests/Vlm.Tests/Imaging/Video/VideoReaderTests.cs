using Vlm.Imaging.Video;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging.Video;

public sealed class VideoReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-i x; rm -rf *.mp4")]
    [InlineData("-version")]
    [InlineData("http:")]
    [InlineData("concat:a|b.mp4")]
    [InlineData("file:x")]
    [InlineData("pipe:0")]
    [InlineData("$(touch owned) `touch owned` 'x' \"y\".mp4")]
    [InlineData("frame%03d.mp4")]
    [InlineData("a\nb.mp4")]
    public async Task ReadFrames_StrangeName_IsAFileLikeOthers(string name)
    {
        string path = _folder[name];
        File.Copy(GoldenVideo.PathOf("rotated.mp4"), path);
        Assert.Equal(27, await CountAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task ReadFrames_Address_IsAMissingFile()
    {
        VideoDecodeException error = await FailAsync("http://localhost/film.mp4");
        Assert.Equal(VideoDecodeReason.NotFound, error.Reason);
    }

    [Theory]
    [InlineData("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("list.ffconcat", "ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("notes.mp4", "These are words, not a video.")]
    public async Task ReadFrames_PlaylistOrText_IsRefused(string name, string text)
    {
        File.Copy(GoldenVideo.PathOf("rotated.mp4"), _folder["film.mp4"]);
        string path = _folder.Write(name, text.Replace("{0}", "film.mp4", StringComparison.Ordinal));
        VideoDecodeException error = await FailAsync(path);
        Assert.True(error.Reason is VideoDecodeReason.Unsupported or VideoDecodeReason.Corrupt, error.Message);
    }

    [Theory]
    [InlineData("sound_only.mkv", VideoDecodeReason.NoVideo, "matches no streams")]
    [InlineData("cut_off.mp4", VideoDecodeReason.Corrupt, "moov atom not found")]
    public async Task ReadFrames_Unreadable_IsATypedErrorThatQuotesFfmpeg(string name, VideoDecodeReason reason, string quoted)
    {
        VideoDecodeException error = await FailAsync(GoldenFolder.Path("video", name));
        Assert.Equal(reason, error.Reason);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(quoted, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadFrames_NothingThere_SaysWhat()
    {
        Assert.Equal(VideoDecodeReason.NotFound, (await FailAsync(_folder["none.mp4"])).Reason);
        Assert.Equal(VideoDecodeReason.Unreadable, (await FailAsync(_folder.Path)).Reason);
        Assert.Equal(VideoDecodeReason.Unreadable, (await FailAsync(_folder.Write("empty.mp4", ""))).Reason);
    }

    [Fact]
    public async Task ReadFrames_NoProgram_SaysHowToInstallIt()
    {
        VideoDecodeException error = await FailAsync(GoldenVideo.PathOf("scenes.mp4"), new VideoOptions { FfmpegPath = _folder["ffmpeg"] });
        Assert.Equal(VideoDecodeReason.ProgramMissing, error.Reason);
        Assert.Contains("apt-get install ffmpeg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadFrames_AnotherProgram_IsNotTakenForFfmpeg()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "echo is a program of its own on Unix.");
        VideoDecodeException error = await FailAsync(GoldenVideo.PathOf("scenes.mp4"), new VideoOptions { FfmpegPath = "/bin/echo" });
        Assert.Equal(VideoDecodeReason.ProgramMissing, error.Reason);
    }

    [Theory]
    [InlineData("pixels")]
    [InlineData("side")]
    [InlineData("frames")]
    public async Task ReadFrames_AboveALimit_IsTooLarge(string limit)
    {
        VideoOptions options = limit switch
        {
            "pixels" => new() { Limits = new ImageLimits { MaxPixels = 15_000 } },
            "side" => new() { Limits = new ImageLimits { MaxSide = 159 } },
            _ => new() { MaxFrames = 84 },
        };
        VideoDecodeException error = await FailAsync(GoldenVideo.PathOf("scenes.mp4"), options);
        Assert.Equal(VideoDecodeReason.TooLarge, error.Reason);
    }

    [Fact]
    public async Task ReadFrames_StillPicture_IsOneFrame()
    {
        List<(long, TimeSpan, int)> found = [];
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(GoldenFolder.Path("..", "..", "samples", "pictures", "lake.jpg")))
        {
            found.Add((frame.Index, frame.Time, frame.Image.Width));
            frame.Dispose();
        }

        Assert.Single(found);
        Assert.Equal((0, TimeSpan.Zero), (found[0].Item1, found[0].Item2));
    }

    [Fact]
    public async Task ReadFrames_DamagedInTheMiddle_EndsInFramesOrATypedError()
    {
        byte[] whole = await File.ReadAllBytesAsync(GoldenVideo.PathOf("uneven.mkv"), TestContext.Current.CancellationToken);
        Random random = new(1);
        for (int i = 0; i < 6; i++)
        {
            byte[] damaged = [.. whole[..random.Next(whole.Length / 2, whole.Length)]];
            for (int k = 0; k < 20; k++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            string path = _folder[$"{i}.mkv"];
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            Exception? error = await Record.ExceptionAsync(() => CountAsync(path));
            Assert.True(error is null or VideoDecodeException, error?.ToString());
        }
    }

    [Theory]
    [InlineData("ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026", true)]
    [InlineData("ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright", false)]
    [InlineData("ffmpeg version n7.1 Copyright", true)]
    [InlineData("ffmpeg version N-12345-gdeadbeef Copyright", true)]
    public void HasFrameRateMode_VersionLine_KnowsTheRenamedOption(string line, bool expected) =>
        Assert.Equal(expected, FfmpegProgram.HasFrameRateMode(line));

    [Fact]
    public void Sampling_OutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => VideoSampling.EveryNth(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VideoSampling.EvenlySpread(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => VideoSampling.PerSecond(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => VideoSampling.Every(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => VideoSampling.SceneChanges(-1));
    }

    private static async Task<int> CountAsync(string path, VideoOptions? options = null)
    {
        int count = 0;
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(path, options))
        {
            frame.Dispose();
            count++;
        }

        return count;
    }

    private static Task<VideoDecodeException> FailAsync(string path, VideoOptions? options = null) =>
        Assert.ThrowsAsync<VideoDecodeException>(() => CountAsync(path, options));
}
