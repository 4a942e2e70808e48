using System.Net.Sockets;
using System.Text;

namespace Vlm.Tests.Folders.Hub;

/// <summary>A request that the server has read.</summary>
internal sealed record HubRequest(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte that is asked for; null where all are.</summary>
    public int? From => Headers.TryGetValue("Range", out string? range) ? int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture) : null;

    public bool IsFile => Path.Contains("/resolve/", StringComparison.Ordinal);

    public static async Task<HubRequest?> ReadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!EndsWithBlankLine(head))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string[] pair in lines.Skip(1).Select(line => line.Split(": ", 2)))
        {
            headers[pair[0]] = pair[1];
        }

        return new HubRequest(lines[0].Split(' ')[1], headers);
    }

    private static bool EndsWithBlankLine(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';
}
