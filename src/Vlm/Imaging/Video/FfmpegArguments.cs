namespace Vlm.Imaging.Video;

/// <summary>The arguments of one run of ffmpeg. They go to the program as a list; no shell reads them.</summary>
internal static class FfmpegArguments
{
    public const string Rgb24 = "rgb24";

    /// <summary>
    /// Formats that hold their own data. Playlists and scripts (HLS, DASH, concat, numbered pictures, …) are not among them:
    /// such a file would make the program open others.
    /// </summary>
    private static readonly string Formats = string.Join(
        ',',
        "mov", "matroska", "avi", "mpegts", "mpeg", "mpegvideo", "h264", "hevc", "vvc", "m4v", "obu", "av1", "ivf", "ogg", "flv", "live_flv", "asf", "asf_o", "wtv", "rm", "nut", "nsv",
        "mxf", "gxf", "dv", "lxf", "vc1", "vc1test", "h261", "h263", "mjpeg", "cavsvideo", "dirac", "yuv4mpegpipe", "swf", "apng", "gif", "webp_pipe", "png_pipe", "jpeg_pipe",
        "flic", "bink", "smk", "roq", "film_cpk", "mtv", "nuv", "pva", "ty", "wc3movie", "4xm", "amv", "avs", "wav", "mp3", "flac", "aac", "ac3", "eac3", "aiff", "w64");

    /// <summary>Decodes and counts, and pipes nothing.</summary>
    public static IReadOnlyList<string> Count(FfmpegProgram program, string path, VideoOptions options) =>
        [.. Input(path, options), "-vf", ShowInfo, program.EveryFrameOption, "passthrough", "-f", "null", "-"];

    /// <summary>Pipes the frames that the rule takes.</summary>
    public static IReadOnlyList<string> Frames(FfmpegProgram program, string path, VideoOptions options, FrameRule rule, string pixelFormat = Rgb24) =>
    [
        .. Input(path, options),
        "-vf", rule.Expression is { } expression ? $"{ShowInfo},select='{expression}'" : ShowInfo,
        program.EveryFrameOption, "passthrough", "-f", "rawvideo", "-pix_fmt", pixelFormat, "pipe:1",
    ];

    // The filter that tells number, time and kind of each frame; checksums would cost as much as the decoding.
    private const string ShowInfo = "showinfo=checksum=0";

    private static IEnumerable<string> Input(string path, VideoOptions options) =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+info",
        "-protocol_whitelist", "file,pipe", "-format_whitelist", Formats,
        "-max_pixels", options.Limits.MaxPixels.ToString(),

        // The times as they stand in the file, not moved to begin at zero.
        "-copyts",

        // With the protocol before it and from the root, no name can be taken for an option, a protocol or a pattern.
        "-i", "file:" + Path.GetFullPath(path),

        // A picture on the cover of a song is no video; a capital V leaves it out.
        "-map", "0:V:0",
    ];
}
