using SkiaSharp;

namespace Vlm.Benchmarks;

/// <summary>The pictures that are measured: china.jpg and flower.jpg at 500x375, JPEG quality 75.</summary>
internal static class BenchmarkPictures
{
    private const int Width = 500;
    private const int Height = 375;
    private const int Quality = 75;

    public static IReadOnlyList<string> Names { get; } = ["china.jpg", "flower.jpg"];

    /// <summary>The encoded files, in the order of <see cref="Names"/>.</summary>
    public static IReadOnlyList<byte[]> Encoded { get; } = [.. Names.Select(Make)];

    private static byte[] Make(string name)
    {
        using SKBitmap whole = SKBitmap.Decode(SharedFolder.Picture(name));
        using SKBitmap small = whole.Resize(new SKImageInfo(Width, Height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using SKData data = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}
