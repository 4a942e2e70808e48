using System.IO.Enumeration;

namespace Vlm.Folders;

/// <summary>The files below a folder. Links between folders may lead in circles or out: each real folder is gone through once by a link, and none outside.</summary>
internal static class FolderFiles
{
    /// <summary>Lists files, and links whether they lead to one or nowhere, relative, with forward slashes, in ordinal order.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">As for <see cref="Directory.EnumerateFiles(string, string)"/>.</param>
    /// <param name="maxDepth">How many folders deep.</param>
    /// <param name="followsLinks">Whether links to folders within the folder are followed.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder itself may not be read; what may not below it is left out.</exception>
    public static IReadOnlyList<string> Of(string folder, string pattern, int maxDepth, bool followsLinks)
    {
        string root = RealPath.Of(folder);
        HashSet<string> linked = new(StringComparer.Ordinal) { root };
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = maxDepth, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        FileSystemEnumerable<string> files = new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0
                || (followsLinks && RealPath.Of(entry.ToFullPath()) is var real && ContainedPath.IsWithin(real, root) && linked.Add(real)),
        };
        return [.. files.Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }
}
