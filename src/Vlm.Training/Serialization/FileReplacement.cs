namespace Vlm.Training;

/// <summary>Writes a file aside and renames it, so that a full disk or a killed process leaves the old one whole. A link stays, and the file that it leads to is replaced.</summary>
internal static class FileReplacement
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        byte[] whole = bytes.ToArray();
        Write(path, file => file.Write(whole));
    }

    /// <summary>Writes piece by piece.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its contents.</param>
    /// <param name="create">Opens the file beside it; null for a new file on disk.</param>
    public static void Write(string path, Action<Stream> write, Func<string, Stream>? create = null)
    {
        path = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        string aside = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (Stream stream = (create ?? Create)(aside))
            {
                write(stream);
                if (stream is FileStream file)
                {
                    file.Flush(flushToDisk: true);
                }
            }

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
}
