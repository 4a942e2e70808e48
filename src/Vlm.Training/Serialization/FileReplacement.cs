namespace Vlm.Training;

/// <summary>Writes a file aside and renames it, so that a full disk or a killed process leaves the old one whole.</summary>
internal static class FileReplacement
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string aside = $"{path}.part";
        try
        {
            using (FileStream file = new(aside, FileMode.Create, FileAccess.Write, FileShare.None))
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
