namespace Vlm.Search;

/// <summary>A picture file with the id and stamp that it has in an index. The stamp is taken before the file is read, so that a later change is seen by the next update.</summary>
internal sealed record PictureFile(string Id, string Path, FileStamp Stamp)
{
    public static PictureFile Of(string folder, string path)
    {
        string id = System.IO.Path.GetRelativePath(folder, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
        return new PictureFile(id, path, StampOf(new FileInfo(path)));
    }

    // A link that leads nowhere, or round in a circle, has no stamp; reading it will say so, and the other pictures go on.
    private static FileStamp StampOf(FileInfo info)
    {
        try
        {
            FileInfo file = info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
            return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks) : default;
        }
        catch (IOException)
        {
            return default;
        }
    }
}
