using Vlm.Imaging.Animation;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging.Video;

/// <summary>Who reads a file: by its first bytes.</summary>
internal static class FrameSources
{
    private const int HeadLength = 4096;

    public static IFrameSource Open(string path, VideoOptions options)
    {
        ReadOnlySpan<byte> head = Head(path);
        bool webP = head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);
        if (head.StartsWith("GIF8"u8) || (webP && WebPAnimation.IsAnimated(head)))
        {
            return new AnimationFrameSource(path, options);
        }

        // A PNG that moves says so before its first pixels; ffmpeg knows how to show it.
        bool stillPng = head.StartsWith(PngStructure.Signature) && head.IndexOf("acTL"u8) < 0;
        return webP || stillPng || head.StartsWith("BM"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
            ? new StillFrameSource(path, options)
            : new FfmpegFrameSource(path, options);
    }

    private static byte[] Head(string path)
    {
        try
        {
            // A device or a pipe has no length, and opening it might never return.
            FileInfo file = new(path);
            if (Directory.Exists(path))
            {
                throw new VideoDecodeException(VideoDecodeReason.Unreadable, path, "it is a folder, not a video. Pass the files in it.");
            }

            if (file.Length == 0)
            {
                throw new VideoDecodeException(VideoDecodeReason.Unreadable, path, "it is empty (0 bytes).");
            }

            using FileStream stream = file.OpenRead();
            byte[] head = new byte[(int)Math.Min(HeadLength, file.Length)];
            stream.ReadExactly(head);
            return head;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new VideoDecodeException(VideoDecodeReason.NotFound, path, "there is no such file. Check the path; relative paths start at the current directory.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new VideoDecodeException(VideoDecodeReason.Unreadable, path, $"it cannot be read: {e.Message}", e);
        }
    }
}
