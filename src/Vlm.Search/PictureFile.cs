namespace Vlm.Search;

/// <summary>A picture file with the id and stamp that it has in an index. The stamp is taken before the file is read, so that a later change is seen by the next update.</summary>
internal sealed record PictureFile(string Id, string Path, FileStamp Stamp)
{
    public static PictureFile Of(string folder, string path)
    {
        FileInfo info = new(path);
        if (info.LinkTarget is not null)
        {
            info = info.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? info;
        }

        // A link that leads nowhere has no length; reading it will say so.
        string id = System.IO.Path.GetRelativePath(folder, path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
        return new PictureFile(id, path, info.Exists ? new FileStamp(info.Length, info.LastWriteTimeUtc.Ticks) : default);
    }
}
