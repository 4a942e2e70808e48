using Vlm.Tests.Folders.Hub;

namespace Vlm.Tests.Cli;

/// <summary>The commands of the hub as processes: what two of them, and one that is killed, leave behind.</summary>
[Collection(Alone.Name)]
public class HubCommandTests
{
    [Fact]
    public async Task Pull_TwoProcessesAtOnce_FetchEachFileOnce()
    {
        using HubCase hub = new();
        hub.Server.Pace = TimeSpan.FromMilliseconds(5);
        using CommandProcess one = Pull(hub), other = Pull(hub);

        (int ExitCode, string Out, string Error) first = await one.EndAsync(), second = await other.EndAsync();

        Assert.Equal((0, hub.Snapshot + "\n", ""), first);
        Assert.Equal(first, second);
        Assert.Equal(4, hub.Server.FileRequests);
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task Pull_KilledAtAnyPoint_NeverLeavesAnythingHalf()
    {
        const int kills = 50;
        using HubCase hub = new(2_000_000);
        hub.Server.Pace = TimeSpan.FromMilliseconds(3);
        Random random = new(20261130);
        for (int i = 0; i < kills; i++)
        {
            // Not before the first request, so that each kill meets the work and not the start of the runtime.
            int requests = hub.Server.Requests.Count;
            using CommandProcess process = Pull(hub);
            for (int wait = 0; hub.Server.Requests.Count == requests && wait < 3000; wait++)
            {
                await Task.Delay(5);
            }

            await Task.Delay(random.Next(0, 250));
            process.Kill();
            await AssertNothingHalfAsync(hub);
            if (i % 10 == 9 && Directory.Exists(hub.Root))
            {
                // Begin anew now and then, so that early moments are met as often as late ones; the last kill may have come before anything was written.
                new HubCache(hub.Options()).Remove(HubCase.Id);
            }
        }

        using CommandProcess last = Pull(hub);
        Assert.Equal(0, (await last.EndAsync()).ExitCode);
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task Cache_ListVerifyRemove_TellAndClear()
    {
        using HubCase hub = new();
        await hub.PullAsync();
        string blob = new FileInfo(Path.Combine(hub.Snapshot, "tokenizer.json")).ResolveLinkTarget(true)!.FullName;

        Assert.Contains(HubCase.Id, (await RunAsync(hub, "cache", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(hub, "cache", "verify", "--json")).ExitCode);
        File.AppendAllText(blob, "x");
        (int ExitCode, string Out, string Error) altered = await RunAsync(hub, "cache", "verify");
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("tokenizer.json", altered.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(hub, "cache", "remove", HubCase.Id)).ExitCode);
        Assert.Equal(1, (await RunAsync(hub, "cache", "remove", HubCase.Id)).ExitCode);
    }

    /// <summary>A reader that works offline gets all of the model or a typed error, and what has a name is whole.</summary>
    private static async Task AssertNothingHalfAsync(HubCase hub)
    {
        try
        {
            Assert.Equal(hub.Snapshot, await hub.PullAsync(hub.Options(offline: true)));
            Assert.Equal(4, hub.WholeFiles().Length);
        }
        catch (HubException e)
        {
            Assert.Equal(HubReason.Offline, e.Reason);
        }

        if (Directory.Exists(hub.Snapshot))
        {
            hub.WholeFiles();
        }

        Assert.All(await new HubCache(hub.Options()).VerifyAsync(), check => Assert.Equal(HubFileState.Good, check.State));
    }

    private static CommandProcess Pull(HubCase hub) => Start(hub, "pull", HubCase.Id);

    private static async Task<(int ExitCode, string Out, string Error)> RunAsync(HubCase hub, params string[] args)
    {
        using CommandProcess process = Start(hub, args);
        return await process.EndAsync();
    }

    private static CommandProcess Start(HubCase hub, params string[] args) =>
        new(args, ("HF_ENDPOINT", hub.Server.Address.ToString()), ("HF_HUB_CACHE", hub.CacheFolder), ("HF_TOKEN", ""), ("HF_HUB_OFFLINE", ""));
}
