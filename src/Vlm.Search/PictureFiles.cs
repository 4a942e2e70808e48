namespace Vlm.Search;

/// <summary>Which files of a folder are pictures, by their extension.</summary>
public static class PictureFiles
{
    private static readonly HashSet<string> Known =
        new(StringComparer.OrdinalIgnoreCase) { ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif" };

    // Hidden files are thumbnails and leftovers; a link to a folder may lead back to its own parent.
    private static readonly EnumerationOptions Options = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
    };

    /// <summary>Whether a path has the extension of a picture that can be decoded: JPEG, PNG, WebP, BMP or GIF.</summary>
    /// <param name="path">A path or file name.</param>
    public static bool IsPicture(string path) => Known.Contains(Path.GetExtension(path));

    /// <summary>The pictures in a folder and the folders in it, by ordinal order of their paths. Hidden ones are left out, and links to folders are not followed.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Paths that begin with <paramref name="folder"/>.</returns>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be listed.</exception>
    public static IReadOnlyList<string> Find(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        List<string> found = [];
        Collect(new DirectoryInfo(folder), folder, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    private static void Collect(DirectoryInfo directory, string path, List<string> found)
    {
        foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos("*", Options))
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
                Collect(child, below, found);
            }
        }
    }
}
