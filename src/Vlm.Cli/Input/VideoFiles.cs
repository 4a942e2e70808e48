namespace Vlm.Cli.Input;

/// <summary>Which arguments are videos, by their extension.</summary>
internal static class VideoFiles
{
    private static readonly HashSet<string> Videos = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".m2ts", ".wmv", ".flv", ".ogv", ".3gp", ".vob", ".apng",
    };

    private static readonly HashSet<string> Animations = new(StringComparer.OrdinalIgnoreCase) { ".gif", ".webp" };

    public static bool IsVideo(string path) => Videos.Contains(Path.GetExtension(path));

    /// <summary>Whether a file may move though it is a picture.</summary>
    public static bool IsAnimation(string path) => Animations.Contains(Path.GetExtension(path));
}
