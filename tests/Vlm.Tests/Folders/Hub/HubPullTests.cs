namespace Vlm.Tests.Folders.Hub;

public class HubPullTests
{
    [Fact]
    public async Task PullAsync_EmptyCache_LaysOutWhatPythonReads()
    {
        using HubCase hub = new();

        string folder = await hub.PullAsync();

        Assert.Equal(hub.Snapshot, folder);
        Assert.Equal(["config.json", "onnx/model.onnx", "onnx/model.onnx_data", "tokenizer.json"], hub.WholeFiles());
        Assert.Equal(HubRepositoryContents.MainCommit, File.ReadAllText(Path.Combine(hub.Root, "refs", "main")));
        string sha = HubRepositoryContents.Sha256(hub.Weights);
        Assert.Equal($"../../../blobs/{sha}", new FileInfo(Path.Combine(folder, "onnx", "model.onnx_data")).LinkTarget);
        string git = HubRepositoryContents.GitHash(hub.Server.Repositories[HubCase.Id].File("config.json")!);
        Assert.Equal($"../../blobs/{git}", new FileInfo(Path.Combine(folder, "config.json")).LinkTarget);
        Assert.Equal(4, Directory.GetFiles(Path.Combine(hub.Root, "blobs")).Length);
        Assert.All(Directory.GetFiles(Path.Combine(hub.Root, "blobs")), blob => Assert.DoesNotContain("incomplete", blob, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PullAsync_Again_FetchesNoFile()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        int before = hub.Server.FileRequests;

        await hub.PullAsync();

        Assert.Equal(before, hub.Server.FileRequests);
    }

    [Fact]
    public async Task PullAsync_CommitThatIsThere_AsksNobody()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        int before = hub.Server.Requests.Count;

        string folder = await hub.PullAsync(hub.Options(HubRepositoryContents.MainCommit));

        Assert.Equal(hub.Snapshot, folder);
        Assert.Equal(before, hub.Server.Requests.Count);
    }

    [Fact]
    public async Task PullAsync_Precision_FetchesThatFileAlone()
    {
        using HubCase hub = new();

        await hub.PullAsync(precisions: [ModelPrecision.Int8, ModelPrecision.Float32]);

        Assert.Equal(["config.json", "onnx/model_quantized.onnx", "tokenizer.json"], hub.WholeFiles());
    }

    [Fact]
    public async Task PullAsync_BranchMoved_KeepsBothCommits()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        string next = new('a', 40);
        hub.Server.Repositories[HubCase.Id].Revisions["main"] = next;

        string folder = await hub.PullAsync();

        Assert.EndsWith(next, folder, StringComparison.Ordinal);
        Assert.Equal(2, new HubCache(hub.Options()).List().Count);
    }

    [Fact]
    public async Task PullAsync_RevisionWithSlash_KeepsItsReference()
    {
        using HubCase hub = new();
        hub.Server.Repositories[HubCase.Id].Revisions["refs/pr/1"] = new string('b', 40);

        await hub.PullAsync(hub.Options("refs/pr/1"));

        Assert.True(File.Exists(Path.Combine(hub.Root, "refs", "refs", "pr", "1")));
    }

    [Fact]
    public async Task PullAsync_Offline_TakesTheCacheOrSaysWhatIsMissing()
    {
        using HubCase hub = new();
        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync(hub.Options(offline: true)));
        Assert.Equal(HubReason.Offline, error.Reason);
        Assert.Empty(hub.Server.Requests);
        await hub.PullAsync();
        int before = hub.Server.Requests.Count;

        Assert.Equal(hub.Snapshot, await hub.PullAsync(hub.Options(offline: true)));

        Assert.Equal(before, hub.Server.Requests.Count);
        await Assert.ThrowsAsync<HubException>(() => hub.PullAsync(hub.Options(offline: true), [ModelPrecision.Int8]));
    }

    [Fact]
    public async Task PullAsync_HubOutOfReach_TakesWhatIsThere()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        hub.Server.Fault = _ => HubReply.Error(503, null, ("Retry-After", "0"));

        Assert.Equal(hub.Snapshot, await hub.PullAsync());
    }

    [Fact]
    public async Task PullAsync_Progress_EndsWithAllBytes()
    {
        using HubCase hub = new();
        List<HubProgress> reports = [];
        await hub.PullAsync(progress: new Reports(reports));

        Assert.Equal((reports[^1].TotalBytes, 4, 4), (reports[^1].Bytes, reports[^1].Files, reports[^1].TotalFiles));
        Assert.Equal(hub.WholeFiles().Sum(file => new FileInfo(Path.Combine(hub.Snapshot, file)).ResolveLinkTarget(true) is FileInfo target ? target.Length : 0), reports[^1].TotalBytes);
    }

    [Fact]
    public async Task PullAsync_WithoutLinks_MovesFiles()
    {
        using HubCase hub = new();

        string folder = await hub.PullWithAsync("HF_HUB_DISABLE_SYMLINKS", "1");

        Assert.Null(new FileInfo(Path.Combine(folder, "config.json")).LinkTarget);
        Assert.Equal(4, hub.WholeFiles().Length);
        int before = hub.Server.FileRequests;
        await hub.PullAsync();
        Assert.Equal(before, hub.Server.FileRequests);
    }

    [Fact]
    public async Task PullAsync_NoOnnxFile_SaysSo()
    {
        using HubCase hub = new();
        hub.Server.Add("org/torch", ("config.json", "{}"u8.ToArray()), ("model.safetensors", HubCase.Noise(2000)));

        HubException error = await Assert.ThrowsAsync<HubException>(() => new HubCache(hub.Options()).PullAsync("org/torch"));

        Assert.Equal(HubReason.FileNotFound, error.Reason);
        Assert.Contains(".onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullAsync_ShortNameOfAMergedFile_IsASessionLikeOthers()
    {
        using HubCase hub = new();
        hub.Server.Add("org/merged", ("config.json", "{}"u8.ToArray()), ("onnx/llm_merged.onnx", HubCase.Noise(2000)), ("onnx/llm.onnx", HubCase.Noise(2100)));

        string folder = await new HubCache(hub.Options()).PullAsync("org/merged");

        Assert.Equal(["llm_merged.onnx"], Directory.GetFiles(Path.Combine(folder, "onnx")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task PullAsync_CommitOfWhichAnotherProgramFetchedAPart_IsCompleted()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        Directory.Delete(Path.Combine(hub.Root, "trees"), true);
        File.Delete(Path.Combine(hub.Snapshot, "onnx", "model.onnx"));

        await hub.PullAsync(hub.Options(HubRepositoryContents.MainCommit));

        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Theory]
    [InlineData("org/none", null, HubReason.RepositoryNotFound)]
    [InlineData("../evil", null, HubReason.RepositoryNotFound)]
    [InlineData("org/tiny-clip", "none", HubReason.RevisionNotFound)]
    [InlineData("org/tiny-clip", "../../x", HubReason.RevisionNotFound)]
    [InlineData("org/tiny-clip", "..", HubReason.RevisionNotFound)]
    public async Task PullAsync_WrongNames_AreTyped(string repository, string? revision, HubReason reason)
    {
        using HubCase hub = new();

        HubException error = await Assert.ThrowsAsync<HubException>(() => new HubCache(hub.Options(revision)).PullAsync(repository));

        Assert.Equal(reason, error.Reason);
        Assert.StartsWith(repository, error.Message, StringComparison.Ordinal);
    }

    private sealed class Reports(List<HubProgress> reports) : IProgress<HubProgress>
    {
        public void Report(HubProgress value) => reports.Add(value);
    }
}
