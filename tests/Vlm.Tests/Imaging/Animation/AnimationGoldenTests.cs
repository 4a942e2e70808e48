using System.Text.Json;
using Vlm.Imaging.Animation;
using Vlm.Imaging.Video;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging.Animation;

public sealed class AnimationGoldenTests
{
    private static readonly JsonElement[] Animations =
        [.. JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("video", "animations.json"))).RootElement.GetProperty("animations").EnumerateArray()];

    public static TheoryData<string> Names => [.. Animations.Select(a => a.GetProperty("file").GetString()!).Where(f => !f.EndsWith(".apng", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task ReadFrames_GoldenAnimation_GivesCanvasesAndTimes(string name)
    {
        JsonElement golden = Animations.Single(a => a.GetProperty("file").GetString() == name);
        (byte[] sheet, int sheetWidth, int height) = Pictures.ReadPng(GoldenFolder.Path("video", golden.GetProperty("sheet").GetString()!));
        int[] durations = [.. golden.GetProperty("durations_ms").EnumerateArray().Select(d => d.GetInt32())];
        int width = golden.GetProperty("width").GetInt32();
        int tolerance = name == "blend.webp" ? 1 : 0;
        Assert.Equal(width * durations.Length, sheetWidth);

        int index = 0, time = 0;
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(GoldenFolder.Path("video", name), cancellationToken: TestContext.Current.CancellationToken))
        {
            using (frame)
            {
                Assert.Equal((index, TimeSpan.FromMilliseconds(time)), (frame.Index, frame.Time));
                Assert.Equal(TimeSpan.FromMilliseconds(durations[index]), frame.Duration);
                Assert.Equal((width, height, 4), (frame.Image.Width, frame.Image.Height, frame.Image.BytesPerPixel));
                Compare(frame.Image, sheet, sheetWidth, index * width, tolerance);
                time += durations[index++];
            }
        }

        Assert.Equal(durations.Length, index);
    }

    [Theory]
    [InlineData("disposal.gif")]
    [InlineData("blend.webp")]
    public async Task ReadFrames_EvenlySpread_GivesTheMiddles(string name)
    {
        List<long> found = [];
        VideoOptions options = new() { Sampling = VideoSampling.EvenlySpread(2) };
        await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(GoldenFolder.Path("video", name), options, TestContext.Current.CancellationToken))
        {
            found.Add(frame.Index);
            frame.Dispose();
        }

        Assert.Equal([1, 4], found);
    }

    [Fact]
    public void Canvas_FrameBeyondItsEdge_IsCut()
    {
        using AnimationCanvas canvas = new(2, 1);
        byte[] pixels = [1, 2, 3, 255, 4, 5, 6, 255];
        AnimationFrame frame = new(1, 0, 2, 1, TimeSpan.Zero, FrameDisposal.Keep, Blends: false);
        canvas.Draw(frame, pixels, new GifAnimation(File.ReadAllBytes(GoldenFolder.Path("video", "opaque.gif")), "x"));
        Assert.Equal([0, 0, 0, 0, 1, 2, 3, 255], canvas.Pixels.ToArray());
    }

    [Theory]
    [InlineData("opaque.gif")]
    [InlineData("blend.webp")]
    public async Task ReadFrames_CutAnimation_EndsInATypedError(string name)
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(GoldenFolder.Path("video", name));
        for (int length = 1; length < whole.Length - 1; length += 7)
        {
            string cut = folder["cut"];
            await File.WriteAllBytesAsync(cut, whole[..length], TestContext.Current.CancellationToken);
            Exception? error = await Record.ExceptionAsync(async () =>
            {
                await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(cut))
                {
                    frame.Dispose();
                }
            });
            Assert.True(error is null or ImageDecodeException or VideoDecodeException, $"{length} bytes: {error}");
        }
    }

    [Fact]
    public async Task ReadFrames_TooManyFrames_AreRefused()
    {
        VideoOptions options = new() { MaxFrames = 5 };
        VideoDecodeException error = await Assert.ThrowsAsync<VideoDecodeException>(async () =>
        {
            await foreach (VideoFrame frame in VideoReader.ReadFramesAsync(GoldenFolder.Path("video", "opaque.gif"), options))
            {
                frame.Dispose();
            }
        });
        Assert.Equal(VideoDecodeReason.TooLarge, error.Reason);
    }

    private static void Compare(RgbImage image, byte[] sheet, int sheetWidth, int left, int tolerance)
    {
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            ReadOnlySpan<byte> expected = sheet.AsSpan(((y * sheetWidth) + left) * 4, row.Length);
            for (int x = 0; x < row.Length; x += 4)
            {
                // Nobody sees the colour of what is wholly transparent.
                int channels = expected[x + 3] == 0 && row[x + 3] == 0 ? 0 : 4;
                for (int c = 0; c < channels; c++)
                {
                    Assert.True(Math.Abs(expected[x + c] - row[x + c]) <= tolerance, $"pixel ({x / 4}, {y}), channel {c}: {row[x + c]}, expected {expected[x + c]}");
                }
            }
        }
    }
}
