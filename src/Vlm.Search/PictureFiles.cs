namespace Vlm.Search;

/// <summary>Which files of a folder are pictures, by their extension.</summary>
public static class PictureFiles
{
    private static readonly HashSet<string> Known =
        new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".ico" };

    // Hidden files are thumbnails and leftovers; a link to a folder may lead back to its own parent.
    private static readonly EnumerationOptions Options = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>Whether a path has the extension of a picture that can be decoded: JPEG, PNG, WebP, BMP, GIF or ICO.</summary>
    /// <param name="path">A path or file name.</param>
    public static bool IsPicture(string path) => Known.Contains(Path.GetExtension(path));

    /// <summary>The pictures in a folder and the folders in it, by ordinal order of their paths. Hidden ones are left out, and links to folders are not followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="unreadable">Told of each folder below that cannot be listed, by its path relative to <paramref name="folder"/> with <c>/</c> at the end, and of the reason; null to throw instead.</param>
    /// <returns>Paths that begin with <paramref name="folder"/>.</returns>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static IReadOnlyList<string> Find(string folder, Action<SkippedFile>? unreadable = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        List<string> found = [];
        Collect(new DirectoryInfo(folder), folder, "", found, unreadable);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(DirectoryInfo directory, string path, string relative, List<string> found, Action<SkippedFile>? unreadable)
    {
        foreach (FileSystemInfo entry in Entries(directory, relative, unreadable))
        {
            string below = Path.Join(path, entry.Name);
            if (entry is not DirectoryInfo child)
            {
                if (IsPicture(entry.Name))
                {
                    found.Add(below);
                }
            }
            else if (child.LinkTarget is null)
            {
                Collect(child, below, $"{relative}{entry.Name}/", found, unreadable);
            }
        }
    }

    // Listed to the end before the folders below are opened, so that depth costs no open handles.
    private static FileSystemInfo[] Entries(DirectoryInfo directory, string relative, Action<SkippedFile>? unreadable)
    {
        try
        {
            return directory.GetFileSystemInfos("*", Options);
        }
        catch (Exception e) when (unreadable is not null && relative.Length > 0 && e is (IOException or UnauthorizedAccessException))
        {
            unreadable(new SkippedFile(relative, $"the folder cannot be listed: {e.Message} Check your rights; what it holds is left as it was."));
            return [];
        }
    }
}
