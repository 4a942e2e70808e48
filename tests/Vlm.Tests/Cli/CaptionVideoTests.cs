using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Tests.Imaging.Video;

namespace Vlm.Tests.Cli;

/// <summary>Time-stamped captions of videos and animations.</summary>
public sealed class CaptionVideoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _film = GoldenVideo.PathOf("bigbuckbunny.mp4");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1s", new[] { 0, 1.0, 2, 3, 4, 5 })]
    [InlineData("2500ms", new[] { 0, 2.48, 5 })]
    [InlineData("0.05m", new[] { 0, 3.0 })]
    [InlineData("60f", new[] { 0, 2.4, 4.8 })]
    public async Task Caption_Every_StampsEachCaption(string every, double[] times)
    {
        CommandResult result = await CommandResult.RunAsync("caption", _film, "--every", every, "--json");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        JsonElement[] rows = [.. result.Json.EnumerateArray()];
        Assert.Equal(times, rows.Select(r => r.GetProperty("time").GetDouble()));
        Assert.Equal(["image", "text", "ids", "logProbability", "milliseconds", "time"], rows[0].EnumerateObject().Select(p => p.Name));
        Assert.All(rows, r => Assert.Equal((_film, "a frame of 1280x720"), (r.GetProperty("image").GetString(), r.GetProperty("text").GetString())));
    }

    [Fact]
    public async Task Caption_VideoWithoutEvery_IsOneOfTheMiddle()
    {
        CommandResult result = await CommandResult.RunAsync("caption", _film, "--json");
        Assert.Equal(66 * 0.04, Assert.Single(result.Json.EnumerateArray()).GetProperty("time").GetDouble());
    }

    [Fact]
    public async Task Caption_PicturesAndVideos_AreToldInOrder()
    {
        string dog = _folder.Write("dog.jpg", "a brown dog"), cat = _folder.Write("cat.jpg", "a cat");
        CommandResult result = await CommandResult.RunAsync("caption", dog, GoldenVideo.PathOf("rotated.mp4"), cat, "--every", "1s");
        Assert.Equal(
            [
                $"{dog}: a brown dog",
                $"{GoldenVideo.PathOf("rotated.mp4")} at 0:00:00.000: a frame of 96x160",
                $"{GoldenVideo.PathOf("rotated.mp4")} at 0:00:01.000: a frame of 96x160",
                $"{cat}: a cat",
            ],
            result.Out.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith(' ')));
    }

    [Fact]
    public async Task Caption_AnimationWithEvery_StampsItsFrames()
    {
        CommandResult result = await CommandResult.RunAsync("caption", GoldenFolder.Path("video", "opaque.gif"), "--every", "250ms", "--json");
        Assert.Equal([0, 0.1, 0.35, 0.73], result.Json.EnumerateArray().Select(r => r.GetProperty("time").GetDouble()));
    }

    [Fact]
    public async Task Caption_DamagedVideo_IsNamedAndTheRestIsDone()
    {
        string damaged = GoldenFolder.Path("video", "cut_off.mp4");
        CommandResult result = await CommandResult.RunAsync("caption", damaged, GoldenVideo.PathOf("scenes.webm"), "--every", "1s", "--json");
        Assert.Equal((1, 2), (result.ExitCode, result.Json.GetArrayLength()));
        Assert.StartsWith($"vlm: {damaged}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("moov atom not found", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("0f")]
    [InlineData("1.5f")]
    [InlineData("s")]
    [InlineData("1e9h")]
    public async Task Caption_EveryThatIsNoTime_IsWrongUsage(string every)
    {
        CommandResult result = await CommandResult.RunAsync("caption", _film, "--every", every);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--every takes a time above zero", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Video_SaysWhatReadsIt()
    {
        CommandResult result = await CommandResult.RunAsync("ask", _film, "what?");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("vlm caption reads videos", result.Error, StringComparison.Ordinal);
    }
}
