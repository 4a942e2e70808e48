namespace Vlm.Search;

/// <summary>How a folder differs from an index.</summary>
internal sealed class FolderChanges
{
    private FolderChanges(IReadOnlyList<PictureFile> toEmbed, IReadOnlyList<string> gone, int unchanged, IReadOnlyList<SkippedFile> unreadable)
    {
        ToEmbed = toEmbed;
        Gone = gone;
        Unchanged = unchanged;
        Unreadable = unreadable;
    }

    /// <summary>New and changed pictures, by ordinal order of their paths.</summary>
    public IReadOnlyList<PictureFile> ToEmbed { get; }

    /// <summary>The ids whose file is gone.</summary>
    public IReadOnlyList<string> Gone { get; }

    public int Unchanged { get; }

    /// <summary>Folders that cannot be listed; of what they hold nothing is known, so that it is not gone.</summary>
    public IReadOnlyList<SkippedFile> Unreadable { get; }

    public static FolderChanges Find(ImageIndex index, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder}: there is no such folder. Check the path; relative paths start at the current directory.");
        }

        List<PictureFile> toEmbed = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        int unchanged = 0;
        List<SkippedFile> unreadable = [];
        foreach (string path in PictureFiles.Find(folder, unreadable.Add))
        {
            PictureFile picture = PictureFile.Of(folder, path);
            seen.Add(picture.Id);
            if (index.TryGet(picture.Id, out FileStamp stamp) && stamp == picture.Stamp)
            {
                unchanged++;
            }
            else
            {
                toEmbed.Add(picture);
            }
        }

        return new FolderChanges(toEmbed, GoneIds(index, seen, unreadable), unchanged, unreadable);
    }

    /// <summary>The ids that were not seen, but for those in folders that nobody could look into.</summary>
    public static IReadOnlyList<string> GoneIds(ImageIndex index, IReadOnlySet<string> seen, IReadOnlyList<SkippedFile> unreadable) =>
        [.. index.Ids.Where(id => !seen.Contains(id) && !unreadable.Any(folder => id.StartsWith(folder.File, StringComparison.Ordinal)))];
}
