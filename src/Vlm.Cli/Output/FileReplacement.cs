namespace Vlm.Cli.Output;

/// <summary>Writes a file beside its place and renames it, so that nobody ever sees half of it.</summary>
internal static class FileReplacement
{
    public static void Write(string path, Action<Stream> write)
    {
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
