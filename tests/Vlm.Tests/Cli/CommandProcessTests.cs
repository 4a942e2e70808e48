using System.Diagnostics;
using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Cli;

/// <summary>The real program with the embedded model.</summary>
[Collection(Alone.Name)]
public sealed class CommandProcessTests : IDisposable
{
    private static readonly string Photo = GoldenFolder.Path("..", "..", "samples", "pictures", "soccer.jpg");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Caption_RealPhotograph_PrintsTheModelsWords()
    {
        using CommandProcess process = new("caption", Photo, "--json");
        (int code, string output, string error) = await process.EndAsync();
        Assert.Equal((0, ""), (code, error));
        Assert.Equal("a soccer player is playing with a soccer ball", JsonDocument.Parse(output).RootElement[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Explain_RealPhotograph_WritesCellsWordsAndAPage()
    {
        using CommandProcess process = new("explain", Photo, "--question", "How many people are there?", "--grid", "3", "--html", _folder["why.html"], "--json");
        (int code, string output, string error) = await process.EndAsync();
        Assert.Equal((0, ""), (code, error));
        JsonElement json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(3, json.GetProperty("cells").GetArrayLength());
        Assert.Equal(["How", "many", "people", "are", "there?"], json.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("text").GetString()));
        Assert.InRange(json.GetProperty("faithfulness").GetProperty("insertionArea").GetDouble(), -1, 2);
        Assert.Contains("data:image/jpeg;base64,", File.ReadAllText(_folder["why.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCommand_WrongUsage_ExitsWith2()
    {
        using CommandProcess process = new("caption");
        Assert.Equal(2, (await process.EndAsync()).ExitCode);
    }

    [Fact]
    public async Task Index_Interrupted_StopsWithinASecondAndLeavesTheOldFileWhole()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no signal that one process sends to another.");
        }

        string photos = _folder["photos"], index = _folder["photos.vlmindex"];
        Directory.CreateDirectory(photos);
        File.Copy(Photo, Path.Combine(photos, "0.jpg"));
        using (CommandProcess first = new("index", photos, "--out", index))
        {
            Assert.Equal(0, (await first.EndAsync()).ExitCode);
        }

        byte[] old = File.ReadAllBytes(index);
        for (int i = 1; i < 6_000; i++)
        {
            File.CreateSymbolicLink(Path.Combine(photos, $"{i}.jpg"), Photo);
        }

        const int Started = 500;
        List<long> milliseconds = [];
        foreach (int wait in new[] { 50, 300, 400, 500, 700, 1_000, 1_200 })
        {
            using CommandProcess process = new("index", photos, "--out", index);
            await Task.Delay(wait, TestContext.Current.CancellationToken);
            Stopwatch watch = Stopwatch.StartNew();
            process.Interrupt();
            (int code, string output, _) = await process.EndAsync();

            // A second, and one more where the machine is busy with other tests. Within the first moments there is no handler yet, and the system itself ends the process with the same code.
            Assert.Equal(130, code);
            Assert.Equal("", output);
            Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
            if (wait >= Started)
            {
                milliseconds.Add(watch.ElapsedMilliseconds);
            }

            Assert.Equal(old, File.ReadAllBytes(index));
            Assert.Equal([index], Directory.GetFiles(_folder.Path));
        }

        // Of those that were at work when they were interrupted most take no more than the second.
        Assert.InRange(milliseconds.Order().ElementAt(milliseconds.Count / 2), 0, 1_000);
    }
}
