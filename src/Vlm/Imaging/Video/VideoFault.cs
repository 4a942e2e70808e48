namespace Vlm.Imaging.Video;

/// <summary>Errors of the video readers; each message says what was found and what to do, and what ffmpeg said.</summary>
internal static class VideoFault
{
    public static void ThrowIfFailed(FfmpegRun run, int exitCode, string path, VideoOptions options)
    {
        if (run.IsTimedOut)
        {
            throw new VideoDecodeException(
                VideoDecodeReason.TimedOut, path, $"ffmpeg gave no sign for {options.Patience.TotalSeconds:0.#} s and was ended. Raise {nameof(VideoOptions)}.{nameof(VideoOptions.Patience)} if the machine is slow.");
        }

        if (run.HasTooManyFrames)
        {
            throw TooManyFrames(path, options);
        }

        if (exitCode == 0 && run.Log.Frames > 0)
        {
            return;
        }

        string said = run.Log.Errors;
        string after = run.Log.Frames == 0 ? "no frame could be decoded" : $"decoding stopped after {run.Log.Frames} frames";
        string ffmpeg = said.Length == 0 ? $"ffmpeg ended with {exitCode} and said nothing." : $"ffmpeg said: {said}";
        throw Reason(said) switch
        {
            VideoDecodeReason.NoVideo => new VideoDecodeException(VideoDecodeReason.NoVideo, path, $"it has no video stream. {ffmpeg}"),
            VideoDecodeReason.TooLarge => new VideoDecodeException(
                VideoDecodeReason.TooLarge, path, $"its frames have more than {options.Limits.MaxPixels} pixels ({nameof(ImageLimits)}.{nameof(ImageLimits.MaxPixels)}). {ffmpeg}"),
            VideoDecodeReason.Unsupported => new VideoDecodeException(
                VideoDecodeReason.Unsupported, path, $"it is not a video, or one of a kind that is not read (playlists and lists of files are not). {ffmpeg}"),
            var reason => new VideoDecodeException(reason, path, $"{after}; the file is damaged or incomplete. Fetch or export it again. {ffmpeg}"),
        };
    }

    public static void ThrowIfTooLarge(long width, long height, string path, ImageLimits limits)
    {
        if (width == 0 || height == 0)
        {
            throw new VideoDecodeException(VideoDecodeReason.Corrupt, path, $"a frame of {width}x{height} pixels.");
        }

        if (width > limits.MaxSide || height > limits.MaxSide || width > Math.Min(limits.MaxPixels, Array.MaxLength / 4) / height)
        {
            throw new VideoDecodeException(
                VideoDecodeReason.TooLarge,
                path,
                $"frames of {width}x{height} pixels are more than the limits of {limits.MaxPixels} pixels and {limits.MaxSide} a side. Raise {nameof(ImageLimits)} if you trust the file.");
        }
    }

    public static VideoDecodeException TooManyFrames(string path, VideoOptions options) => new(
        VideoDecodeReason.TooLarge, path, $"it has more than {options.MaxFrames} frames. Raise {nameof(VideoOptions)}.{nameof(VideoOptions.MaxFrames)} if you trust the file.");

    private static VideoDecodeReason Reason(string said) =>
        said.Contains("matches no streams", StringComparison.Ordinal) ? VideoDecodeReason.NoVideo
        : said.Contains("max pixel count", StringComparison.Ordinal) ? VideoDecodeReason.TooLarge
        : said.Contains("not on whitelist", StringComparison.Ordinal) ? VideoDecodeReason.Unsupported
        : said.Contains("Permission denied", StringComparison.Ordinal) ? VideoDecodeReason.Unreadable
        : VideoDecodeReason.Corrupt;
}
