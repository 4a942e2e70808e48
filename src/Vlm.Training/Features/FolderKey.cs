using System.Security.Cryptography;
using System.Text;

namespace Vlm.Training;

/// <summary>Names an encoder by its files: a cache of what another one said has another key.</summary>
internal static class FolderKey
{
    /// <summary>The SHA-256 over settings and over the names and contents of a folder's files.</summary>
    /// <param name="folder">The encoder's folder.</param>
    /// <param name="settings">What else decides what the encoder says.</param>
    /// <param name="ignored">Extensions of files that decide nothing; licences never do.</param>
    public static string Of(string folder, string settings, params string[] ignored)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(settings));
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !ignored.Contains(Path.GetExtension(file)) && Path.GetFileName(file) is not ("LICENSE" or "NOTICE"));
        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{Path.GetRelativePath(folder, file)}\n"));
            using FileStream stream = File.OpenRead(file);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
