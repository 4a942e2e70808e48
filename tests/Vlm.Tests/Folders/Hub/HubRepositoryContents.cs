using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Vlm.Tests.Folders.Hub;

/// <summary>A repository of the loopback hub. Files of 1,000 bytes and more are large files, as weights are.</summary>
internal sealed class HubRepositoryContents(string id, IReadOnlyList<(string Path, byte[] Bytes)> files)
{
    private const int PageLength = 3;

    public const string MainCommit = "0123456789abcdef0123456789abcdef01234567";

    public string Id => id;

    public Dictionary<string, string> Revisions { get; } = new(StringComparer.Ordinal) { ["main"] = MainCommit };

    public string? Commit(string revision) =>
        Revisions.TryGetValue(revision, out string? commit) ? commit : Revisions.ContainsValue(revision) ? revision : null;

    public byte[]? File(string path) => files.FirstOrDefault(file => file.Path == path).Bytes;

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string GitHash(byte[] bytes) =>
        Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.SHA1, [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {bytes.Length}\0")), .. bytes]));

    /// <summary>The list of files, a few a page.</summary>
    public HubReply TreeReply(HubRequest request, Uri server)
    {
        int at = request.Path.Contains("cursor=", StringComparison.Ordinal) ? int.Parse(request.Path.Split("cursor=")[1], CultureInfo.InvariantCulture) : 0;
        HubReply reply = HubReply.Json(JsonSerializer.Serialize(files.Skip(at).Take(PageLength).Select(Entry)));
        if (at + PageLength < files.Count)
        {
            reply.Headers.Add(("Link", $"<{server}api/models/{id}/tree/{MainCommit}?recursive=true&cursor={at + PageLength}>; rel=\"next\""));
        }

        return reply;
    }

    private static Dictionary<string, object> Entry((string Path, byte[] Bytes) file) => file.Bytes.Length < 1000
        ? new() { ["type"] = "file", ["oid"] = GitHash(file.Bytes), ["size"] = file.Bytes.Length, ["path"] = file.Path }
        : new()
        {
            ["type"] = "file",
            ["oid"] = GitHash(Encoding.ASCII.GetBytes("pointer to " + file.Path)),
            ["size"] = file.Bytes.Length,
            ["path"] = file.Path,
            ["lfs"] = new Dictionary<string, object> { ["oid"] = Sha256(file.Bytes), ["size"] = file.Bytes.Length, ["pointerSize"] = 134 },
        };
}
