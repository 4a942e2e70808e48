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

    /// <summary>Links within the folder's own store are how caches lay models out; links to elsewhere could read any file.</summary>
    private static void RefuseLinkOut(string folder, string relative, string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        if (info.LinkTarget is null)
        {
            return;
        }

        string root = Final(new DirectoryInfo(folder)) + Path.DirectorySeparatorChar;
        if (!(Final(info) + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal))
        {
            throw new ModelFolderException(folder, $"'{relative}' is a link to {Final(info)}, outside the model folder. Put a copy of the file in its place.");
        }
    }

    private static string Final(FileSystemInfo info) => info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? info.FullName;
}
