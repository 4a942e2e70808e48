using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vlm.Tests.Folders.Hub;

/// <summary>
/// A hub on the loopback interface: repositories in memory, the answers that the public hub gives, and faults on demand. Raw
/// sockets, so that it can break off, lie about lengths and stay silent.
/// </summary>
internal sealed class HubServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();

    public HubServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public ConcurrentDictionary<string, HubRepositoryContents> Repositories { get; } = new(StringComparer.Ordinal);

    /// <summary>Every request so far.</summary>
    public ConcurrentQueue<HubRequest> Requests { get; } = new();

    /// <summary>Looks at a request first; what it returns is the answer, null means the usual one.</summary>
    public Func<HubRequest, HubReply?> Fault { get; set; } = _ => null;

    /// <summary>A pause after each 16 KiB of a body, so that a download can be interrupted in its middle.</summary>
    public TimeSpan Pace { get; set; }

    public int FileRequests => Requests.Count(request => request.Path.Contains("/resolve/", StringComparison.Ordinal));

    public HubRepositoryContents Add(string id, params (string Path, byte[] Bytes)[] files)
    {
        HubRepositoryContents contents = new(id, files);
        Repositories[id] = contents;
        return contents;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using NetworkStream stream = client.GetStream();
                while (await HubRequest.ReadAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    HubReply reply = Fault(request) ?? Answer(request);
                    if (!await SendAsync(stream, reply))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The other side went away, as tests make it do.
            }
        }
    }

    private HubReply Answer(HubRequest request)
    {
        string[] parts = request.Path.TrimStart('/').Split('?')[0].Split('/');
        if (parts is ["api", "models", var org, var name, "revision", var revision])
        {
            return Find($"{org}/{name}") is not { } at ? HubReply.Error(401, "RepoNotFound")
                : at.Commit(Uri.UnescapeDataString(revision)) is { } commit ? HubReply.Json($$"""{"id":"{{at.Id}}","sha":"{{commit}}"}""")
                : HubReply.Error(404, "RevisionNotFound");
        }

        if (parts is ["api", "models", var owner, var model, "tree", _])
        {
            return Find($"{owner}/{model}") is { } at ? at.TreeReply(request, Address) : HubReply.Error(401, "RepoNotFound");
        }

        if (parts is [var author, var title, "resolve", _, .. var path] && Find($"{author}/{title}") is { } repository)
        {
            return repository.File(string.Join('/', path.Select(Uri.UnescapeDataString))) is { } bytes ? HubReply.File(request, bytes) : HubReply.Error(404, "EntryNotFound");
        }

        return HubReply.Error(404, "RepoNotFound");
    }

    private HubRepositoryContents? Find(string id) => Repositories.GetValueOrDefault(id);

    /// <returns>Whether the connection goes on.</returns>
    private async Task<bool> SendAsync(NetworkStream stream, HubReply reply)
    {
        if (reply.Silence > TimeSpan.Zero)
        {
            await Task.Delay(reply.Silence, _stop.Token);
        }

        StringBuilder head = new($"HTTP/1.1 {reply.Status} X\r\nContent-Length: {(reply.StatedLength ?? reply.Body.Length).ToString(CultureInfo.InvariantCulture)}\r\n");
        foreach ((string name, string value) in reply.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), _stop.Token);
        for (int at = 0; at < reply.SentBytes; at += 1 << 14)
        {
            await stream.WriteAsync(reply.Body.AsMemory(at, Math.Min(1 << 14, reply.SentBytes - at)), _stop.Token);
            if (Pace > TimeSpan.Zero)
            {
                await stream.FlushAsync(_stop.Token);
                await Task.Delay(Pace, _stop.Token);
            }
        }

        return reply.SentBytes == reply.Body.Length && reply.StatedLength is null;
    }
}
