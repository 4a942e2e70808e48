namespace Vlm.Folders;

/// <summary>Where a path really leads: every link on the way is followed from where it really stands, as the operating system does it.</summary>
internal static class RealPath
{
    private const int MaxLinks = 40;

    /// <exception cref="ModelFolderException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string current = Path.GetPathRoot(full)!;
        Stack<string> rest = new();
        Push(rest, full[current.Length..]);
        for (int links = 0; rest.TryPop(out string? part);)
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? current;
                continue;
            }

            string next = Path.Combine(current, part);
            if (LinkTargetOf(next) is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new ModelFolderException(path, $"more than {MaxLinks} links lead from one to the next; they may go in a circle. Put the file in their place.");
            }

            string root = Path.GetPathRoot(target)!;
            current = root.Length == 0 ? current : root;
            Push(rest, target[root.Length..]);
        }

        return current;
    }

    /// <summary>What a link says, as it says it; null of what is no link.</summary>
    public static string? LinkTargetOf(string path)
    {
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.LinkTarget;
    }

    private static void Push(Stack<string> rest, string relative)
    {
        foreach (string part in relative.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Reverse())
        {
            if (part is not ("" or "."))
            {
                rest.Push(part);
            }
        }
    }
}
