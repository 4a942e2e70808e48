using System.Globalization;
using System.Text;

namespace Vlm.Tests.Folders.Hub;

/// <summary>What the server sends, truthful or not.</summary>
internal sealed class HubReply
{
    public required int Status { get; init; }

    public byte[] Body { get; init; } = [];

    public List<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The length in the head, where it is not that of the body.</summary>
    public int? StatedLength { get; init; }

    /// <summary>How much of the body is sent before the connection breaks.</summary>
    public int SentBytes { get => field < 0 ? Body.Length : field; init; } = -1;

    /// <summary>How long nothing comes.</summary>
    public TimeSpan Silence { get; init; }

    public static HubReply Json(string json) => new() { Status = 200, Body = Encoding.UTF8.GetBytes(json) };

    public static HubReply Error(int status, string? code = null, params (string, string)[] headers) =>
        new() { Status = status, Headers = code is null ? [.. headers] : [("X-Error-Code", code), .. headers] };

    public static HubReply Redirect(Uri to) => new() { Status = 302, Headers = [("Location", to.ToString())] };

    /// <summary>A file, or the part of it that was asked for.</summary>
    /// <param name="cut">Where the connection breaks, in bytes of the file; null where it does not.</param>
    public static HubReply File(HubRequest request, byte[] bytes, int? cut = null)
    {
        int from = request.From ?? 0;
        if (request.From is not null && from >= bytes.Length)
        {
            return new HubReply { Status = 416 };
        }

        byte[] body = bytes[from..];
        string range = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{bytes.Length - 1}/{bytes.Length}");
        return new HubReply
        {
            Status = request.From is null ? 200 : 206,
            Headers = request.From is null ? [] : [("Content-Range", range)],
            Body = body,
            SentBytes = cut is { } at ? Math.Clamp(at - from, 0, body.Length) : -1,
        };
    }
}
