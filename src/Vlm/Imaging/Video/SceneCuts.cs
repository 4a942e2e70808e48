using System.Numerics.Tensors;
using Vlm.Imaging.Resizing;

namespace Vlm.Imaging.Video;

/// <summary>The first frame of every scene, by the mean difference of small gray pictures.</summary>
internal sealed class SceneCuts(double threshold) : IFrameSampler
{
    public const double DefaultThreshold = 15;

    private const int Width = 64;
    private const int Height = 36;

    public async IAsyncEnumerable<VideoFrame> ChooseAsync(IAsyncEnumerable<VideoFrame> frames)
    {
        float[] before = new float[Width * Height];
        float[] now = new float[Width * Height];
        bool first = true;
        await foreach (VideoFrame frame in frames.ConfigureAwait(false))
        {
            Gray(frame.Image, now);
            bool cut = first || Difference(before, now) > threshold;
            first = false;
            (before, now) = (now, before);
            if (cut)
            {
                yield return frame;
            }
            else
            {
                frame.Dispose();
            }
        }
    }

    /// <summary>The mean absolute difference, in levels.</summary>
    public static double Difference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Span<float> difference = stackalloc float[Width * Height];
        TensorPrimitives.Subtract(a, b, difference);
        return TensorPrimitives.SumOfMagnitudes<float>(difference) / difference.Length;
    }

    /// <summary>Pillow's <c>resize((64, 36), BILINEAR).convert("L")</c>.</summary>
    public static void Gray(RgbImage image, Span<float> levels)
    {
        using PooledBytes wide = new(image.Width * image.Height * 4);
        RgbExpansion.Expand(image, wide.Span);
        using PooledBytes small = new(Width * Height * 4);
        PixelRows rows = new(wide.Memory, image.Width * 4, image.Width, image.Height);
        Resizer.Resize(rows, new ResizeRequest(Width, Height, ResizeFilter.Bilinear), new CopySink(small.Memory, Width * 4));
        ReadOnlySpan<byte> pixels = small.Span;
        for (int i = 0; i < levels.Length; i++)
        {
            // Pillow's weights of ITU-R BT.601, with 16 bits of fraction.
            int sum = (pixels[4 * i] * 19595) + (pixels[(4 * i) + 1] * 38470) + (pixels[(4 * i) + 2] * 7471);
            levels[i] = (sum + 0x8000) >> 16;
        }
    }
}
