using System.Buffers;
using System.Runtime.CompilerServices;
using Vlm.Imaging.Formats;
using Vlm.Imaging.Video;

namespace Vlm.Imaging.Animation;

/// <summary>The frames of an animated GIF or WebP, each as it stands on the canvas.</summary>
internal sealed class AnimationFrameSource(string path, VideoOptions options) : IFrameSource
{
    public Task<long> CountAsync(CancellationToken cancellationToken)
    {
        using IMemoryOwner<byte> encoded = ImageInput.FromFile(path).ReadEncoded(options.Limits.MaxEncodedBytes);
        IAnimationFormat format = Open(encoded.Memory.Span);
        long count = 0;
        while (format.Next(encoded.Memory.Span, out _))
        {
            ThrowIfTooMany(++count);
        }

        return Task.FromResult(count);
    }

    public async IAsyncEnumerable<VideoFrame> ReadAsync(FrameRule rule, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        using IMemoryOwner<byte> encoded = ImageInput.FromFile(path).ReadEncoded(options.Limits.MaxEncodedBytes);
        IAnimationFormat format = Open(encoded.Memory.Span);
        using AnimationCanvas canvas = new(format.Width, format.Height);
        TimeSpan time = TimeSpan.Zero;
        for (long index = 0; format.Next(encoded.Memory.Span, out AnimationFrame frame); index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfTooMany(index + 1);
            Draw(canvas, frame, format, encoded.Memory.Span);
            bool isKey = index == 0 || (!frame.Blends && frame.Covers(format.Width, format.Height));
            if (rule.Takes(index, isKey))
            {
                yield return new VideoFrame(Copy(canvas, format), index, time, isKey, frame.Duration);
            }

            time += frame.Duration;
        }
    }

    private IAnimationFormat Open(ReadOnlySpan<byte> file)
    {
        IAnimationFormat format = file.StartsWith("GIF8"u8) ? new GifAnimation(file, path) : new WebPAnimation(file, path);
        VideoFault.ThrowIfTooLarge(format.Width, format.Height, path, options.Limits);
        return format;
    }

    private void Draw(AnimationCanvas canvas, in AnimationFrame frame, IAnimationFormat format, ReadOnlySpan<byte> file)
    {
        VideoFault.ThrowIfTooLarge(frame.Width, frame.Height, path, options.Limits);
        using PooledBytes still = new(format.StillLength(frame));
        format.WriteStill(file, frame, still.Span);
        using DecodedPixels pixels = SkiaImageDecoder.DecodeRgba(ImageInput.FromBytes(still.Memory, path), options.Limits);
        if (pixels.Width != frame.Width || pixels.Height != frame.Height)
        {
            throw ImageFault.Corrupt(path, $"a frame of {pixels.Width}x{pixels.Height} pixels in a rectangle of {frame.Width}x{frame.Height}");
        }

        canvas.Draw(frame, pixels.Rgba.Span, format);
    }

    private RgbImage Copy(AnimationCanvas canvas, IAnimationFormat format)
    {
        PooledBytes copy = new(canvas.Pixels.Length);
        canvas.Pixels.CopyTo(copy.Span);
        if (options.Alpha == AlphaHandling.White)
        {
            AlphaCompositing.OnWhite(copy.Span);
        }

        return new RgbImage(copy.Memory, format.Width, format.Height, bytesPerPixel: 4, owner: copy);
    }

    private void ThrowIfTooMany(long count)
    {
        if (count > options.MaxFrames)
        {
            throw VideoFault.TooManyFrames(path, options);
        }
    }
}
