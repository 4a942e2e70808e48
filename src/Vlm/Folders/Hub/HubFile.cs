namespace Vlm.Folders;

/// <summary>A file of a repository at one commit.</summary>
/// <param name="Path">Relative, with forward slashes; checked.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="BlobId">Its git hash: SHA-1 of <c>blob {length}\0</c> and the contents; of a large file's pointer.</param>
/// <param name="Sha256">Of a large file: SHA-256 of the contents; else null.</param>
internal sealed record HubFile(string Path, long Size, string BlobId, string? Sha256)
{
    /// <summary>The name of its blob in the cache, which is the hash of its contents.</summary>
    public string Etag => Sha256 ?? BlobId;

    /// <exception cref="HubException">The path would lead out of the folder, or a hash is none.</exception>
    public static HubFile Checked(HubRepository repository, string path, long size, string blobId, string? sha256)
    {
        if (!IsContained(path))
        {
            throw new HubException(HubReason.UnsafePath, repository.Id, $"it lists a file '{path}', which would be written outside the cache. Nothing was fetched; do not use this repository.");
        }

        if (size < 0 || !IsHash(blobId, 40) || (sha256 is not null && !IsHash(sha256, 64)))
        {
            throw new HubException(HubReason.BadResponse, repository.Id, $"the hub states for '{path}' the length {size} and the hashes '{blobId}' and '{sha256}', which are none.");
        }

        return new HubFile(path, size, blobId, sha256);
    }

    public static bool IsHash(string text, int length) => text.Length == length && text.All(char.IsAsciiHexDigitLower);

    // The same names are refused on every system, so that a cache can be carried from one to another.
    private static bool IsContained(string path) =>
        path.Length is > 0 and <= 1024 && !path.AsSpan().ContainsAny('\\', ':') && !path.Any(char.IsControl)
        && path.Split('/').All(part => part.Length is > 0 and <= 255 && part is not "." and not ".." && part.TrimEnd('.', ' ').Length > 0);
}
