namespace Vlm.Cli.Output;

/// <summary>
/// Writes a file beside its place and renames it, so that nobody ever sees half of it. A link stays, and the file that it
/// leads to is replaced; a device such as /dev/stdout is written as it stands.
/// </summary>
internal static class FileReplacement
{
    public static void Write(string path, Action<Stream> write)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            using FileStream device = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            write(device);
            return;
        }

        path = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : path;
        string partial = $"{path}.{Guid.NewGuid():N}.partial";
        bool done = false;
        try
        {
            using (FileStream file = new(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
            }

            File.Move(partial, path, overwrite: true);
            done = true;
        }
        finally
        {
            if (!done)
            {
                File.Delete(partial);
            }
        }
    }
}
