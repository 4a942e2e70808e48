namespace Vlm.Folders;

/// <summary>Keeps paths that a model's files name inside the model's folder.</summary>
internal static class ContainedPath
{
    /// <summary>The full path of a relative one.</summary>
    /// <exception cref="ModelFolderException">The path would leave the folder.</exception>
    public static string Resolve(string folder, string relative)
    {
        ArgumentNullException.ThrowIfNull(relative);
        if (relative.Length == 0 || relative.Contains('\0') || Path.IsPathRooted(relative) || relative.Contains(':'))
        {
            throw new ModelFolderException(folder, $"'{relative}' is not a path relative to the model folder. Name files as in onnx/model.onnx.");
        }

        string current = folder;
        foreach (string part in relative.Split('/', '\\'))
        {
            if (part is "" or ".")
            {
                continue;
            }

            if (part == "..")
            {
                throw new ModelFolderException(folder, $"'{relative}' climbs out of the model folder. Files must stand inside it.");
            }

            current = Path.Combine(current, part);
            RefuseLinkOut(folder, relative, current);
        }

        return current;
    }

    /// <summary>
    /// Links within the folder are how caches lay models out; links to elsewhere could read any file. The one place outside that
    /// links may lead to is the store of files that a snapshot of the Hugging Face cache shares with its repository.
    /// </summary>
    private static void RefuseLinkOut(string folder, string relative, string path)
    {
        if (RealPath.LinkTargetOf(path) is null)
        {
            return;
        }

        string target = RealPath.Of(path), root = RealPath.Of(folder);
        if (!IsWithin(target, root) && (BlobsOf(root) is not { } blobs || !IsWithin(target, blobs)))
        {
            throw new ModelFolderException(folder, $"'{relative}' is a link to {target}, outside the model folder. Put a copy of the file in its place.");
        }
    }

    /// <summary>Whether a real path is a real folder or lies below it.</summary>
    public static bool IsWithin(string path, string root) => $"{path}{Path.DirectorySeparatorChar}".StartsWith($"{root.TrimEnd(Path.DirectorySeparatorChar)}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    /// <summary>models--org--name/blobs of a folder models--org--name/snapshots/commit, or of one within it; null of any other folder.</summary>
    private static string? BlobsOf(string root)
    {
        for (DirectoryInfo? at = new(root); at?.Parent?.Parent is { } repository; at = at.Parent)
        {
            DirectoryInfo blobs = new(Path.Combine(repository.FullName, "blobs"));
            if (at.Parent.Name == "snapshots" && HubRepository.OfFolder(repository.Name) is not null && blobs.Exists && blobs.LinkTarget is null)
            {
                return blobs.FullName;
            }
        }

        return null;
    }
}
