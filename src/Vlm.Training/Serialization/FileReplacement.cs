namespace Vlm.Training;

/// <summary>Writes a file aside and renames it, so that a full disk or a killed process leaves the old one whole. A link stays, and the file that it leads to is replaced.</summary>
internal static class FileReplacement
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        path = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        string aside = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            using (FileStream file = new(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
    }
}
