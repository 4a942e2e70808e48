using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Vlm.Imaging.Video;

/// <summary>The program that decodes videos, and what its version calls things.</summary>
internal sealed class FfmpegProgram
{
    private const string InstallAdvice =
        "Install it (Debian and Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg), "
        + $"or name the program in {nameof(VideoOptions)}.{nameof(VideoOptions.FfmpegPath)}.";

    private static readonly ConcurrentDictionary<string, FfmpegProgram> Known = new(StringComparer.Ordinal);

    private FfmpegProgram(string path, bool hasFrameRateMode)
    {
        Path = path;
        EveryFrameOption = hasFrameRateMode ? "-fps_mode" : "-vsync";
    }

    public string Path { get; }

    /// <summary>What the option is called that takes <c>passthrough</c>: one output frame for each decoded one. It was renamed in version 5.1.</summary>
    public string EveryFrameOption { get; }

    /// <summary>Finds the program once and asks its version.</summary>
    /// <param name="path">Where it is; null to look on PATH.</param>
    /// <param name="video">The file that is to be read, for the message.</param>
    /// <exception cref="VideoDecodeException">There is none, or it does not start.</exception>
    public static FfmpegProgram Find(string? path, string video)
    {
        string found = path ?? OnPath(Environment.GetEnvironmentVariable("PATH"))
            ?? throw new VideoDecodeException(VideoDecodeReason.ProgramMissing, video, $"videos are decoded by the program ffmpeg, which is not on PATH. {InstallAdvice}");
        return Known.GetOrAdd(found, static (p, v) => new FfmpegProgram(p, HasFrameRateMode(AskVersion(p, v))), video);
    }

    /// <summary>Whether the first line of <c>ffmpeg -version</c> tells version 5.1 or later; builds without a number are taken for new ones.</summary>
    public static bool HasFrameRateMode(string versionLine)
    {
        string word = versionLine.Split(' ').ElementAtOrDefault(2) ?? "";
        string number = new([.. word.TrimStart('n').TakeWhile(c => char.IsAsciiDigit(c) || c == '.')]);
        return !Version.TryParse(number, out Version? version) || version >= new Version(5, 1);
    }

    // Entries that are not absolute would make the answer depend on the current directory, where a stranger's file may lie.
    private static string? OnPath(string? path)
    {
        string name = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (path ?? "").Split(System.IO.Path.PathSeparator)
            .Where(System.IO.Path.IsPathFullyQualified)
            .Select(folder => System.IO.Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    private static string AskVersion(string path, string video)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(path, ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            process.StandardInput.Close();
            string said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return said.StartsWith("ffmpeg", StringComparison.Ordinal)
                ? said.Split('\n')[0]
                : throw new VideoDecodeException(VideoDecodeReason.ProgramMissing, video, $"the program {path} does not answer as ffmpeg does. {InstallAdvice}");
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new VideoDecodeException(VideoDecodeReason.ProgramMissing, video, $"the program {path} cannot be started ({e.Message}). {InstallAdvice}", e);
        }
    }
}
