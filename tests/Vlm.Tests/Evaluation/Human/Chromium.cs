using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Tests.Evaluation.Human;

/// <summary>A real browser without a window, driven over its DevTools protocol: it opens a page, takes keys, and saves downloads to a folder.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private int _lastId;
    private string? _session;

    private Chromium(Process process) => _process = process;

    /// <summary>The browser's path; null where none is installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Programs.Select(program => Path.Combine(folder, program)))
        .FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync(string program, string profile, CancellationToken cancellationToken)
    {
        ProcessStartInfo start = new(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in new[]
        {
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0",
            "--remote-allow-origins=*", $"--user-data-dir={profile}", "--window-size=1100,900", "about:blank",
        })
        {
            start.ArgumentList.Add(argument);
        }

        Chromium browser = new(Process.Start(start)!);
        browser._process.BeginErrorReadLine();
        browser._process.BeginOutputReadLine();
        string[] port = await WaitForAsync(() => ReadPort(Path.Combine(profile, "DevToolsActivePort")), cancellationToken);
        await browser._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port[0]}{port[1]}"), cancellationToken);
        JsonNode target = await browser.CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, cancellationToken);
        JsonNode session = await browser.CallAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true }, cancellationToken);
        browser._session = session["sessionId"]!.GetValue<string>();
        return browser;
    }

    public async Task OpenAsync(string file, string downloads, CancellationToken cancellationToken)
    {
        await CallAsync("Browser.setDownloadBehavior", new JsonObject { ["behavior"] = "allow", ["downloadPath"] = downloads }, cancellationToken);
        await CallAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri }, cancellationToken);
        await WaitForAsync(async () => await EvaluateAsync("document.readyState === 'complete' && location.protocol === 'file:'", cancellationToken) is "true" ? "" : null, cancellationToken);
    }

    /// <summary>Runs an expression in the page and gives its value as JSON.</summary>
    public async Task<string> EvaluateAsync(string expression, CancellationToken cancellationToken)
    {
        JsonNode answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true }, cancellationToken);
        return answer["exceptionDetails"] is { } error
            ? throw new InvalidOperationException($"The page's script failed: {error.ToJsonString()}")
            : answer["result"]!["value"]?.ToJsonString() ?? "null";
    }

    /// <summary>Presses and releases keys, as a person would.</summary>
    public async Task PressAsync(string key, CancellationToken cancellationToken)
    {
        bool isText = key.Length == 1;
        foreach (string type in isText ? new[] { "keyDown", "keyUp" } : ["rawKeyDown", "keyUp"])
        {
            JsonObject press = new() { ["type"] = type, ["key"] = key };
            if (isText && type == "keyDown")
            {
                press["text"] = key;
            }
            else if (key == "Enter" && type == "rawKeyDown")
            {
                press["type"] = "keyDown";
                press["text"] = "\r";
            }

            await CallAsync("Input.dispatchKeyEvent", press, cancellationToken);
        }
    }

    public async Task ScreenshotAsync(string path, CancellationToken cancellationToken)
    {
        JsonNode picture = await CallAsync("Page.captureScreenshot", new JsonObject { ["format"] = "png" }, cancellationToken);
        await File.WriteAllBytesAsync(path, Convert.FromBase64String(picture["data"]!.GetValue<string>()), cancellationToken);
    }

    public static async Task<T> WaitForAsync<T>(Func<Task<T?>> poll, CancellationToken cancellationToken)
        where T : class
    {
        for (Stopwatch clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            if (await poll() is { } value)
            {
                return value;
            }

            await Task.Delay(20, cancellationToken);
        }

        throw new TimeoutException($"What the browser should do did not happen within {Patience.TotalSeconds} s.");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static Task<string[]> WaitForAsync(Func<string[]?> poll, CancellationToken cancellationToken) => WaitForAsync(() => Task.FromResult(poll()), cancellationToken);

    private static string[]? ReadPort(string file) => File.Exists(file) && File.ReadAllLines(file) is { Length: >= 2 } lines ? lines : null;

    private async Task<JsonNode> CallAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        int id = ++_lastId;
        JsonObject message = new() { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        while (true)
        {
            JsonNode answer = await ReceiveAsync(cancellationToken);
            if (answer["id"]?.GetValue<int>() == id)
            {
                return answer["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : answer["result"]!;
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using MemoryStream whole = new();
        byte[] part = new byte[1 << 16];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part.AsMemory(), cancellationToken);
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonSerializer.Deserialize<JsonNode>(whole.GetBuffer().AsSpan(0, (int)whole.Length))!;
    }
}
