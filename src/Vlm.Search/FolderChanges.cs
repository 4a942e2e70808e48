namespace Vlm.Search;

/// <summary>How a folder differs from an index.</summary>
internal sealed class FolderChanges
{
    private FolderChanges(IReadOnlyList<PictureFile> toEmbed, IReadOnlyList<string> gone, int unchanged)
    {
        ToEmbed = toEmbed;
        Gone = gone;
        Unchanged = unchanged;
    }

    /// <summary>New and changed pictures, by ordinal order of their paths.</summary>
    public IReadOnlyList<PictureFile> ToEmbed { get; }

    /// <summary>The ids whose file is gone.</summary>
    public IReadOnlyList<string> Gone { get; }

    public int Unchanged { get; }

    public static FolderChanges Find(ImageIndex index, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"{folder}: there is no such folder. Check the path; relative paths start at the current directory.");
        }

        List<PictureFile> toEmbed = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        int unchanged = 0;
        foreach (string path in PictureFiles.Find(folder))
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

        return new FolderChanges(toEmbed, [.. index.Ids.Where(id => !seen.Contains(id))], unchanged);
    }
}
