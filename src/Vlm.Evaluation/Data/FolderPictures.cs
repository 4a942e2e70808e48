namespace Vlm.Evaluation;

/// <summary>The pictures below a folder. A name never leads out of it.</summary>
internal sealed class FolderPictures(string folder) : IPictureSource
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    private readonly Lazy<IReadOnlyList<string>> _names = new(() => PicturesBelow(Path.GetFullPath(folder)));

    public string Name => folder;

    public IReadOnlyList<string> Names => _names.Value;

    public bool Contains(string picture) => Find(picture) is not null;

    public ImageInput Open(string picture) => ImageInput.FromFile(Find(picture) ?? throw PictureSource.NotFound(folder, picture));

    public void Dispose()
    {
    }

    // Data files often carry folders of the machine where they were made: the bare name is tried after the whole one.
    private string? Find(string picture) => Below(picture) ?? Below(picture[(picture.LastIndexOfAny(['/', '\\']) + 1)..]);

    private string? Below(string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        string path = Path.GetFullPath(Path.Combine(_root, name));
        return path.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path) ? path : null;
    }

    private static string[] PicturesBelow(string root)
    {
        string[] names = [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(PictureSource.IsPicture)
            .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))];
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
