using System.Diagnostics;

namespace Vlm.Tests.Folders.Hub;

public class HubFaultTests
{
    private const string WeightsPath = "/model.onnx_data";

    [Fact]
    public async Task PullAsync_ConnectionCut_GoesOnWhereItStopped()
    {
        using HubCase hub = new();
        int cut = 0;
        hub.Server.Fault = request => IsWeights(request) && cut < 3 ? HubReply.File(request, hub.Weights, 90_000 * ++cut) : null;

        await hub.PullAsync();

        Assert.Equal([null, 90_000, 180_000, 270_000], hub.Server.Requests.Where(IsWeights).Select(request => request.From).Order());
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_InterruptedBefore_ResumesFromThePartialFile()
    {
        using HubCase hub = new();
        Plant(hub, hub.Weights[..123_456]);

        await hub.PullAsync();

        Assert.Equal(123_456, Assert.Single(hub.Server.Requests, IsWeights).From);
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(300_000)]
    [InlineData(400_000)]
    public async Task PullAsync_PartialFileOfOtherBytes_StartsAnew(int length)
    {
        using HubCase hub = new();
        Plant(hub, new byte[length]);

        await hub.PullAsync();

        Assert.Equal(4, hub.WholeFiles().Length);
        Assert.Null(hub.Server.Requests.Last(IsWeights).From);
    }

    [Fact]
    public async Task PullAsync_HubIgnoresRange_StartsAnew()
    {
        using HubCase hub = new();
        Plant(hub, hub.Weights[..1000]);
        hub.Server.Fault = request => IsWeights(request) ? new HubReply { Status = 200, Body = hub.Weights } : null;

        await hub.PullAsync();

        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_RangeNotSatisfiable_StartsAnew()
    {
        using HubCase hub = new();
        Plant(hub, hub.Weights[..1000]);
        hub.Server.Fault = request => IsWeights(request) && request.From is not null ? HubReply.Error(416) : null;

        await hub.PullAsync();

        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_AlwaysNotSatisfiable_EndsTyped() =>
        await FailsAsync((hub, request) => HubReply.Error(416), HubReason.BadResponse);

    [Fact]
    public async Task PullAsync_OtherRange_EndsTyped()
    {
        using HubCase hub = new();
        Plant(hub, hub.Weights[..1000]);
        hub.Server.Fault = request => IsWeights(request)
            ? new HubReply { Status = 206, Headers = [("Content-Range", "bytes 0-299999/300000")], Body = hub.Weights }
            : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.BadResponse, error.Reason);
        NothingHalf(hub);
    }

    [Fact]
    public async Task PullAsync_TooManyRequests_WaitsAsAsked()
    {
        using HubCase hub = new();
        bool told = false;
        hub.Server.Fault = request => IsWeights(request) && !told && (told = true) ? HubReply.Error(429, null, ("Retry-After", "1")) : null;
        long start = Stopwatch.GetTimestamp();

        await hub.PullAsync();

        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(1));
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_AskedToWaitAnHour_SaysSo()
    {
        HubException error = await FailsAsync((_, _) => HubReply.Error(429, null, ("Retry-After", "3600")), HubReason.RateLimited);
        Assert.Contains("3600 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullAsync_WrongHash_IsRefusedAndNothingRemains()
    {
        HubException error = await FailsAsync((hub, request) => HubReply.File(request, [.. hub.Weights.Reverse()]), HubReason.Corrupt);
        Assert.Contains("onnx/model.onnx_data", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullAsync_WrongLength_IsRefused() =>
        await FailsAsync((hub, request) => HubReply.File(request, hub.Weights[..^1]), HubReason.Corrupt);

    [Fact]
    public async Task PullAsync_ContentsChangeHalfWay_FetchesTheStatedOnes()
    {
        using HubCase hub = new();
        byte[] other = [.. hub.Weights.Reverse()];
        int requests = 0;
        hub.Server.Fault = request => !IsWeights(request) ? null : requests++ switch
        {
            0 => HubReply.File(request, hub.Weights, 100_000),
            1 => HubReply.File(request, other),
            _ => null,
        };

        await hub.PullAsync();

        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_AlwaysCut_EndsTypedAndKeepsThePart()
    {
        using HubCase hub = new();
        hub.Server.Fault = request => IsWeights(request) ? HubReply.File(request, hub.Weights, 100_000) : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.Network, error.Reason);
        NothingHalf(hub);
        Assert.Equal(100_000, new FileInfo(Partial(hub)).Length);
    }

    [Fact]
    public async Task PullAsync_SilentHub_EndsTyped()
    {
        using HubCase hub = new();
        hub.Server.Fault = _ => new HubReply { Status = 200, Silence = TimeSpan.FromSeconds(30) };

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullWithAsync("HF_HUB_ETAG_TIMEOUT", "0.2"));

        Assert.Equal(HubReason.Network, error.Reason);
    }

    [Theory]
    [InlineData("../../evil.json")]
    [InlineData("/etc/evil.json")]
    [InlineData("onnx/../../../evil.json")]
    [InlineData("a\\\\..\\\\evil.json")]
    [InlineData("c:evil.json")]
    [InlineData("a//evil.json")]
    [InlineData("a/\\u0000.json")]
    [InlineData("")]
    public async Task PullAsync_PathsThatLeadOut_AreRefusedBeforeAnythingIsWritten(string path)
    {
        using HubCase hub = new();
        hub.Server.Fault = request => request.Path.Contains("/tree/", StringComparison.Ordinal)
            ? HubReply.Json($$"""[{"type":"file","path":"{{path}}","size":2,"oid":"{{new string('0', 40)}}"}]""")
            : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.UnsafePath, error.Reason);
        Assert.False(Directory.Exists(hub.CacheFolder));
    }

    [Fact]
    public async Task PullAsync_Redirect_IsFollowedWithoutTheToken()
    {
        using HubCase hub = new();
        using HubServer elsewhere = new();
        elsewhere.Fault = request => HubReply.File(request, hub.Weights);
        hub.Server.Fault = request => IsWeights(request) ? HubReply.Redirect(new Uri(elsewhere.Address, "cdn/weights")) : null;

        await hub.PullAsync(hub.Options(token: "hf_secret"));

        Assert.All(hub.Server.Requests, request => Assert.Equal("Bearer hf_secret", request.Headers["Authorization"]));
        Assert.False(Assert.Single(elsewhere.Requests).Headers.ContainsKey("Authorization"));
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_RedirectsWithoutEnd_EndTyped() =>
        await FailsAsync((hub, request) => HubReply.Redirect(new Uri(hub.Server.Address, request.Path)), HubReason.BadResponse);

    [Theory]
    [InlineData("<https://[broken>; rel=\"next\"")]
    [InlineData("<file:///etc/passwd>; rel=\"next\"")]
    public async Task PullAsync_ListThatGoesOnAtNoAddress_EndsTyped(string link)
    {
        using HubCase hub = new();
        hub.Server.Fault = request => request.Path.Contains("/tree/", StringComparison.Ordinal) ? new HubReply { Status = 200, Body = "[]"u8.ToArray(), Headers = [("Link", link)] } : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.BadResponse, error.Reason);
    }

    [Fact]
    public async Task PullAsync_FileListedTwice_EndsTyped()
    {
        using HubCase hub = new();
        string entry = $$"""{"type":"file","path":"onnx/model.onnx","size":2,"oid":"{{new string('0', 40)}}"}""";
        hub.Server.Fault = request => request.Path.Contains("/tree/", StringComparison.Ordinal) ? HubReply.Json($"[{entry},{entry}]") : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.BadResponse, error.Reason);
        Assert.False(Directory.Exists(hub.CacheFolder));
    }

    [Fact]
    public async Task PullAsync_AnswerThatStallsHalfWay_EndsTyped()
    {
        using HubCase hub = new();
        hub.Server.Fault = request => request.IsFile ? null : new HubReply { Status = 200, Body = new byte[1 << 16] };
        hub.Server.Pace = TimeSpan.FromSeconds(30);

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullWithAsync("HF_HUB_DOWNLOAD_TIMEOUT", "0.05"));

        Assert.Equal(HubReason.Network, error.Reason);
    }

    [Fact]
    public async Task PullAsync_NotJson_EndsTyped()
    {
        using HubCase hub = new();
        hub.Server.Fault = _ => new HubReply { Status = 200, Body = "<html>login</html>"u8.ToArray() };

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.BadResponse, error.Reason);
    }

    [Fact]
    public async Task PullAsync_GatedRepository_SaysWhatToDo()
    {
        HubException error = await FailsAsync((_, _) => HubReply.Error(403, "GatedRepo"), HubReason.Forbidden);
        Assert.Contains("HF_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PullAsync_DiskFull_EndsTyped()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full, a disk that is always full");
        using HubCase hub = new();
        Directory.CreateDirectory(Path.GetDirectoryName(Partial(hub))!);
        File.CreateSymbolicLink(Partial(hub), "/dev/full");

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.Storage, error.Reason);
        Assert.Contains("Free some space", error.Message, StringComparison.Ordinal);
        NothingHalf(hub);
    }

    [Fact]
    public async Task PullAsync_MoreThanTheDiskHolds_IsRefusedBeforehand()
    {
        using HubCase hub = new();
        hub.Server.Fault = request => request.Path.Contains("/tree/", StringComparison.Ordinal)
            ? HubReply.Json($$"""[{"type":"file","path":"onnx/model.onnx","size":{{long.MaxValue / 2}},"oid":"{{new string('0', 40)}}"}]""")
            : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(HubReason.Storage, error.Reason);
        Assert.Equal(0, hub.Server.FileRequests);
    }

    [Fact]
    public async Task PullAsync_Cancelled_KeepsThePartAndGoesOnLater()
    {
        using HubCase hub = new();
        hub.Server.Pace = TimeSpan.FromMilliseconds(20);
        using CancellationTokenSource cancellation = new();
        Task<string> pull = hub.PullAsync(progress: new CancelAt(cancellation, 100_000), cancellationToken: cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pull);
        hub.Server.Pace = TimeSpan.Zero;
        await hub.PullAsync();

        Assert.True(hub.Server.Requests.Last(IsWeights).From > 50_000);
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    [Fact]
    public async Task PullAsync_ManyAtOnce_FetchEachFileOnce()
    {
        using HubCase hub = new();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => hub.PullAsync()));

        Assert.Equal(4, hub.Server.FileRequests);
        Assert.Equal(4, hub.WholeFiles().Length);
    }

    private static bool IsWeights(HubRequest request) => request.IsFile && request.Path.EndsWith(WeightsPath, StringComparison.Ordinal);

    private static string Partial(HubCase hub) => Path.Combine(hub.Root, "blobs", $"{HubRepositoryContents.Sha256(hub.Weights)}.vlm.incomplete");

    private static void Plant(HubCase hub, byte[] part)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Partial(hub))!);
        File.WriteAllBytes(Partial(hub), part);
    }

    private static void NothingHalf(HubCase hub)
    {
        Assert.False(File.Exists(Path.Combine(hub.Snapshot, "onnx", "model.onnx_data")));
        Assert.False(File.Exists(Path.Combine(hub.Root, "refs", "main")));
    }

    private static async Task<HubException> FailsAsync(Func<HubCase, HubRequest, HubReply?> fault, HubReason reason)
    {
        using HubCase hub = new();
        hub.Server.Fault = request => IsWeights(request) ? fault(hub, request) : null;

        HubException error = await Assert.ThrowsAsync<HubException>(() => hub.PullAsync());

        Assert.Equal(reason, error.Reason);
        NothingHalf(hub);
        return error;
    }

    private sealed class CancelAt(CancellationTokenSource cancellation, long bytes) : IProgress<HubProgress>
    {
        public void Report(HubProgress value)
        {
            if (value.Bytes > bytes)
            {
                cancellation.Cancel();
            }
        }
    }
}
