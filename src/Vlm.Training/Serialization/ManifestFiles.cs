using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Entries of <c>files</c> in vlm.json: what a model's files are compared with when it is loaded.</summary>
internal static class ManifestFiles
{
    /// <summary>The length and the SHA-256 of a file.</summary>
    public static JsonObject EntryOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new JsonObject { ["bytes"] = stream.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(stream)) };
    }
}
