using Microsoft.Extensions.FileSystemGlobbing;
using Vlm.Search;

namespace Vlm.Cli.Input;

/// <summary>Arguments that name pictures: files, folders and globs.</summary>
internal static class PicturePaths
{
    /// <summary>The files, each once and in the order of the arguments. What names nothing is reported; a file that does not exist is left for its decoder to miss.</summary>
    /// <param name="run">Told of what names nothing.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="withVideos">Whether videos that are named, by themselves or by a glob, are taken too.</param>
    public static IReadOnlyList<string> Expand(CommandRun run, IEnumerable<string> arguments, bool withVideos = false)
    {
        List<string> paths = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string argument in arguments)
        {
            paths.AddRange(Expand(run, argument, withVideos).Where(seen.Add));
        }

        return paths;
    }

    private static IReadOnlyList<string> Expand(CommandRun run, string argument, bool withVideos)
    {
        if (File.Exists(argument))
        {
            return IsRefused(run, argument, withVideos) ? [] : [argument];
        }

        if (Directory.Exists(argument))
        {
            return NotEmpty(run, PictureFiles.Find(argument, skipped => run.Fail($"{Path.Join(argument, skipped.File)}: {skipped.Reason}")), $"{argument}: there is no picture in this folder.");
        }

        if (argument.AsSpan().ContainsAny('*', '?'))
        {
            return NotEmpty(run, Glob(argument, withVideos), $"{argument}: no picture matches.");
        }

        if (argument.Length == 0)
        {
            run.Fail("an empty path names no picture.");
            return [];
        }

        if (argument.Contains("://", StringComparison.Ordinal))
        {
            run.Fail($"{argument}: web addresses are never fetched. Download the picture and pass the file.");
            return [];
        }

        return IsRefused(run, argument, withVideos) ? [] : [argument];
    }

    private static bool IsRefused(CommandRun run, string path, bool withVideos)
    {
        bool refused = !withVideos && VideoFiles.IsVideo(path);
        if (refused)
        {
            run.Fail($"{path}: this command reads pictures; vlm caption reads videos. Or take pictures out of it first, for example with: ffmpeg -i {Path.GetFileName(path)} -vf fps=1 frame-%04d.png");
        }

        return refused;
    }

    private static IReadOnlyList<string> NotEmpty(CommandRun run, IReadOnlyList<string> paths, string complaint)
    {
        if (paths.Count == 0)
        {
            run.Fail(complaint);
        }

        return paths;
    }

    private static List<string> Glob(string pattern, bool withVideos)
    {
        // The part before the first wildcard is a folder; the rest is matched below it.
        string normal = pattern.Replace(Path.DirectorySeparatorChar, '/');
        int wildcard = normal.AsSpan().IndexOfAny('*', '?');
        int slash = normal.LastIndexOf('/', wildcard);
        string root = slash < 0 ? "" : normal[..(slash + 1)];
        string folder = root.Length == 0 ? "." : root;
        if (!Directory.Exists(folder))
        {
            return [];
        }

        Matcher matcher = new(StringComparison.Ordinal);
        matcher.AddInclude(normal[(slash + 1)..]);
        List<string> found = [.. matcher.GetResultsInFullPath(folder)
            .Select(path => root + Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => PictureFiles.IsPicture(path) || (withVideos && VideoFiles.IsVideo(path)))];
        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
