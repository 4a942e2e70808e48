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

    /// <summary>A JPEG of 4000x3000 at quality 75 that shows the sample photographs beside and below each other, cut to 640x427 as most of them are.</summary>
    public static byte[] Mosaic()
    {
        const int TileWidth = 640, TileHeight = 427;
        using SKBitmap mosaic = new(new SKImageInfo(4000, 3000, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using SKCanvas canvas = new(mosaic);
        string[] photos = [.. Directory.GetFiles(Path.GetDirectoryName(SharedFolder.Picture(Names[0]))!, "*.jpg").Order(StringComparer.Ordinal)];
        int next = 0;
        for (int y = 0; y < mosaic.Height; y += TileHeight)
        {
            for (int x = 0; x < mosaic.Width; x += TileWidth, next++)
            {
                using SKBitmap photo = SKBitmap.Decode(photos[next % photos.Length]);
                float scale = Math.Max((float)TileWidth / photo.Width, (float)TileHeight / photo.Height);
                using SKImage image = SKImage.FromBitmap(photo);
                SKRect part = new(0, 0, TileWidth / scale, TileHeight / scale);
                canvas.DrawImage(image, part, SKRect.Create(x, y, TileWidth, TileHeight), new SKSamplingOptions(SKCubicResampler.Mitchell));
            }
        }

        using SKData data = mosaic.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    private static byte[] Make(string name)
    {
        using SKBitmap whole = SKBitmap.Decode(SharedFolder.Picture(name));
        using SKBitmap small = whole.Resize(new SKImageInfo(Width, Height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using SKData data = small.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }
}
