using System.Security.Cryptography;

namespace Vlm.Folders;

/// <summary>Compares the files of a model with the lengths and SHA-256 that its manifest states.</summary>
internal static class FileIntegrity
{
    public static void Verify(ModelFolder folder, IReadOnlyList<VlmManifest.ManifestFile> files)
    {
        ModelFolderException?[] errors = new ModelFolderException?[files.Count];
        Parallel.For(0, files.Count, i => errors[i] = Check(folder, files[i]));
        if (errors.FirstOrDefault(e => e is not null) is { } first)
        {
            throw first;
        }
    }

    /// <summary>One hash over the stated hashes of some files, in the order of their paths: a fingerprint of that part of the model.</summary>
    public static string Fingerprint(IEnumerable<VlmManifest.ManifestFile> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (VlmManifest.ManifestFile file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{file.Path}\n{file.Sha256}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ModelFolderException? Check(ModelFolder folder, VlmManifest.ManifestFile file)
    {
        const string advice = "Fetch the model again, or remove it from \"files\" in vlm.json if the change is yours.";
        try
        {
            string path = folder.Resolve(file.Path);
            FileInfo info = new(path);
            if (!info.Exists)
            {
                return new ModelFolderException(path, $"the file is missing, but {VlmManifest.FileName} lists it. {advice}");
            }

            if (info.Length != file.Bytes)
            {
                return new ModelFolderException(path, $"expected {file.Bytes} bytes, found {info.Length}: the file is truncated or altered. {advice}");
            }

            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17, FileOptions.SequentialScan);
            string found = Convert.ToHexStringLower(SHA256.HashData(stream));
            return string.Equals(found, file.Sha256, StringComparison.OrdinalIgnoreCase)
                ? null
                : new ModelFolderException(path, $"expected SHA-256 {file.Sha256}, found {found}: the file was altered. {advice}");
        }
        catch (ModelFolderException e)
        {
            return e;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ModelFolderException(file.Path, $"it cannot be read: {e.Message}", innerException: e);
        }
    }
}
