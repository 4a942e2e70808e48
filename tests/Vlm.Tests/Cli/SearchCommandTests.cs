namespace Vlm.Tests.Cli;

public sealed class SearchCommandTests : IDisposable
{
    private readonly TemporaryFolder _photos = new();
    private readonly TemporaryFolder _place = new();
    private readonly string _index;

    public SearchCommandTests()
    {
        _index = _place["photos.vlmindex"];
        _photos.Write("a.jpg", "aaaa");
        _photos.Write("sub/b.jpg", "b bbbb");
        _photos.Write("bad.jpg", "bad");
    }

    public void Dispose()
    {
        _photos.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task IndexThenSearch_ByWordsPictureAndBoth_FindsTheNearest()
    {
        CommandResult built = await CommandResult.RunAsync("index", _photos.Path, "--out", _index, "--json");
        Assert.Equal("""{"added":2,"updated":0,"removed":0,"skipped":[{"file":"bad.jpg","reason":"it is not a picture."}]}""", built.Out.TrimEnd());
        Assert.Equal(0, built.ExitCode);
        Assert.Contains("bad.jpg", built.Error, StringComparison.Ordinal);

        CommandResult words = await CommandResult.RunAsync("search", _index, "xx", "--top", "1", "--json");
        Assert.Equal("""[{"id":"a.jpg","score":1}]""", words.Out.TrimEnd());
        CommandResult picture = await CommandResult.RunAsync("search", _index, "--image", _photos["sub/b.jpg"], "--json");
        Assert.Equal(["sub/b.jpg", "a.jpg"], picture.Json.EnumerateArray().Select(e => e.GetProperty("id").GetString()));
        CommandResult both = await CommandResult.RunAsync("search", _index, "xx", "--image", _photos["sub/b.jpg"], "--json");
        Assert.All(both.Json.EnumerateArray(), row => Assert.InRange(row.GetProperty("score").GetDouble(), 0.7, 0.99));
        Assert.Contains("a.jpg", (await CommandResult.RunAsync("search", _index, "xx")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Html_EscapesAndEmbeds()
    {
        _photos.Write("<b>&.jpg", "aaaa");
        await CommandResult.RunAsync("index", _photos.Path, "--out", _index);
        string page = _place["page.html"];

        Assert.Equal(0, (await CommandResult.RunAsync("search", _index, "<script>alert(1)</script>", "--html", page)).ExitCode);

        string html = File.ReadAllText(page);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&amp;.jpg", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/jpeg;base64,", html, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_place.Path).Length);
    }

    [Fact]
    public async Task Search_AlteredIndex_SaysWhatToDo()
    {
        await CommandResult.RunAsync("index", _photos.Path, "--out", _index);
        byte[] bytes = File.ReadAllBytes(_index);
        bytes[^40] ^= 1;
        File.WriteAllBytes(_index, bytes);
        CommandResult result = await CommandResult.RunAsync("search", _index, "xx", "--json");
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains("Make the index again", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_Cancelled_LeavesTheOldFileWhole()
    {
        await CommandResult.RunAsync("index", _photos.Path, "--out", _index);
        byte[] old = File.ReadAllBytes(_index);
        _photos.Write("new.jpg", "n");
        using CancellationTokenSource source = new();
        CommandResult result = await CommandResult.RunAsync(new ToyModel { BeforeBatch = source.Cancel }, source.Token, "index", _photos.Path, "--out", _index);
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(old, File.ReadAllBytes(_index));
        Assert.Equal([_index], Directory.GetFiles(_place.Path));
    }
}
