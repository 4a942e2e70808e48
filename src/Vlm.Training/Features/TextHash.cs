using System.Security.Cryptography;
using System.Text;

namespace Vlm.Training;

/// <summary>Names a list of texts, so that what was made of it is told from what was made of another.</summary>
internal static class TextHash
{
    /// <summary>The SHA-256 of texts in their order, each after its length.</summary>
    public static string Of(IReadOnlyList<string> texts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(utf8.Length));
            hash.AppendData(utf8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The name of a file beside another one, with the beginning of the hash of texts in it.</summary>
    /// <param name="path">The other file.</param>
    /// <param name="what">What the file is.</param>
    /// <param name="texts">What it was made of.</param>
    public static string PathBeside(string path, string what, IReadOnlyList<string> texts) => $"{path}.{what}-{Of(texts)[..12]}";
}
