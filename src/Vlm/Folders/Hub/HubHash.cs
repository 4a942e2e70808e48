using System.Security.Cryptography;
using System.Text;

namespace Vlm.Folders;

/// <summary>The hash that names a blob, of bytes as they come: SHA-256 of large files, git's SHA-1 of all others.</summary>
internal sealed class HubHash : IDisposable
{
    private readonly IncrementalHash _hash;
    private readonly byte[] _prefix;

    /// <param name="etag">The expected hash, which says the kind: 64 hexadecimal digits are SHA-256, 40 are git's.</param>
    /// <param name="size">The length of the file, which git's hash begins with.</param>
    public HubHash(string etag, long size)
    {
        bool large = HubFile.IsHash(etag, 64);
        _hash = IncrementalHash.CreateHash(large ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        _prefix = large ? [] : Encoding.ASCII.GetBytes($"blob {size}\0");
        _hash.AppendData(_prefix);
    }

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>The hash of all bytes so far; begins anew.</summary>
    public string Restart()
    {
        string found = Convert.ToHexStringLower(_hash.GetHashAndReset());
        _hash.AppendData(_prefix);
        return found;
    }

    /// <summary>Appends a file, as long as it says that it is.</summary>
    public async Task AppendAsync(FileStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 17];
        for (long left = stream.Length; left > 0;)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return;
            }

            Append(buffer.AsSpan(0, read));
            left -= read;
        }
    }

    public void Dispose() => _hash.Dispose();
}
