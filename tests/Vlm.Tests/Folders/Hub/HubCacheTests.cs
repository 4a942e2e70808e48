namespace Vlm.Tests.Folders.Hub;

public class HubCacheTests
{
    [Fact]
    public async Task List_AfterPull_NamesRepositoryCommitAndFiles()
    {
        using HubCase hub = new();
        await hub.PullAsync();

        HubSnapshot snapshot = Assert.Single(new HubCache(hub.Options()).List());

        Assert.Equal((HubCase.Id, HubRepositoryContents.MainCommit, "main", hub.Snapshot), (snapshot.Repository, snapshot.Commit, Assert.Single(snapshot.Revisions), snapshot.Folder));
        Assert.Equal(["config.json", "onnx/model.onnx", "onnx/model.onnx_data", "tokenizer.json"], snapshot.Files);
        Assert.True(snapshot.Bytes > hub.Weights.Length);
    }

    [Fact]
    public async Task List_LinksToFoldersOutside_AreNotFollowed()
    {
        using HubCase hub = new();
        using TemporaryFolder elsewhere = new();
        elsewhere.Write("private/key", "secret");
        await hub.PullAsync();
        Directory.CreateSymbolicLink(Path.Combine(hub.Snapshot, "linked"), elsewhere.Path);
        Directory.CreateSymbolicLink(Path.Combine(Path.GetDirectoryName(hub.Snapshot)!, new string('a', 40)), elsewhere.Path);
        HubCache cache = new(hub.Options());

        HubSnapshot snapshot = Assert.Single(cache.List());

        Assert.DoesNotContain(snapshot.Files, file => file.StartsWith("linked", StringComparison.Ordinal));
        Assert.All(await cache.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken), check => Assert.Equal(HubFileState.Good, check.State));
        cache.Remove(HubCase.Id);
        Assert.True(File.Exists(elsewhere["private/key"]));
        Assert.Empty(cache.List());
    }

    [Fact]
    public void List_NoCache_IsEmpty()
    {
        using HubCase hub = new();
        Assert.Empty(new HubCache(hub.Options()).List());
    }

    [Fact]
    public async Task VerifyAsync_EveryKindOfDamage_IsNamed()
    {
        using HubCase hub = new();
        HubCache cache = new(hub.Options());
        await hub.PullAsync();
        Assert.All(await cache.VerifyAsync(), check => Assert.Equal(HubFileState.Good, check.State));
        string blob = new FileInfo(Path.Combine(hub.Snapshot, "onnx/model.onnx_data")).ResolveLinkTarget(true)!.FullName;
        byte[] bytes = File.ReadAllBytes(blob);
        bytes[^1] ^= 1;
        File.WriteAllBytes(blob, bytes);
        File.Delete(new FileInfo(Path.Combine(hub.Snapshot, "config.json")).ResolveLinkTarget(true)!.FullName);

        Dictionary<string, HubFileState> states = (await cache.VerifyAsync(HubCase.Id)).ToDictionary(check => check.File, check => check.State);

        Assert.Equal(HubFileState.Altered, states["onnx/model.onnx_data"]);
        Assert.Equal(HubFileState.Missing, states["config.json"]);
        Assert.Equal(HubFileState.Good, states["tokenizer.json"]);
    }

    [Fact]
    public async Task Remove_Repository_TakesAllOfIt()
    {
        using HubCase hub = new();
        HubCache cache = new(hub.Options());
        await hub.PullAsync();

        long bytes = cache.Remove(HubCase.Id);

        Assert.True(bytes > hub.Weights.Length);
        Assert.False(Directory.Exists(hub.Root));
        Assert.Equal(HubReason.RepositoryNotFound, Assert.Throws<HubException>(() => cache.Remove(HubCase.Id)).Reason);
    }

    [Fact]
    public async Task PullAsync_SnapshotThatPythonMade_IsFoundOffline()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        Directory.Delete(Path.Combine(hub.Root, "trees"), true);

        Assert.Equal(hub.Snapshot, await hub.PullAsync(hub.Options(offline: true)));
    }
}
