using System.Runtime.CompilerServices;
using Vlm.Imaging.Video;

namespace Vlm;

/// <summary>Reads the frames of videos and animations, one after the other, in the memory of a few frames whatever the length.</summary>
/// <remarks>
/// Videos are decoded by the program <c>ffmpeg</c> (version 4.4 or later), which must be on PATH or named in
/// <see cref="VideoOptions.FfmpegPath"/>; it opens this one file and nothing else. Animated GIF and WebP are read without it,
/// and a still picture is a single frame at time zero. The file's content decides, not its name.
/// </remarks>
public static class VideoReader
{
    /// <summary>
    /// Gives the wanted frames in the order in which they are shown, each when it is decoded. Whoever receives a frame owns and
    /// disposes it. Leaving the loop early, an error and cancellation end the decoder before the enumeration ends.
    /// </summary>
    /// <param name="path">A file, absolute or relative to the current directory; never an address.</param>
    /// <param name="options">Sampling and limits; null for every frame.</param>
    /// <param name="cancellationToken">Ends the enumeration and the decoder within 100 ms.</param>
    /// <returns>The frames. Enumerate once; each enumeration decodes anew.</returns>
    /// <exception cref="VideoDecodeException">The file is missing, no video, damaged or above the limits, or ffmpeg is missing.</exception>
    /// <exception cref="ImageDecodeException">An animated or still picture cannot be decoded.</exception>
    public static IAsyncEnumerable<VideoFrame> ReadFramesAsync(string path, VideoOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadAsync(path, options ?? VideoOptions.Default, cancellationToken);
    }

    private static async IAsyncEnumerable<VideoFrame> ReadAsync(string path, VideoOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IFrameSource source = FrameSources.Open(path, options);
        FrameRule rule = options.Sampling.Count is { } count
            ? FrameRule.EvenlySpread(count, await source.CountAsync(cancellationToken).ConfigureAwait(false))
            : options.Sampling.Rule;
        IAsyncEnumerable<VideoFrame> frames = source.ReadAsync(rule, cancellationToken);
        await foreach (VideoFrame frame in (options.Sampling.Sampler?.ChooseAsync(frames) ?? frames).ConfigureAwait(false))
        {
            yield return frame;
        }
    }
}
