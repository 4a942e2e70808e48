using SkiaSharp;

namespace Vlm.Tests.Imaging;

/// <summary>Large JPEG and WebP files at a reduced scale, where the caller asked for it.</summary>
public sealed class FastDecodeTests
{
    private static readonly byte[] Jpeg = Encoded(SKEncodedImageFormat.Jpeg);
    private static readonly byte[] WebP = Encoded(SKEncodedImageFormat.Webp);

    [Theory]
    [InlineData(224, 224, 1003, 751)]
    [InlineData(188, 188, 1003, 751)]
    [InlineData(187, 187, 502, 376)]
    [InlineData(94, 100, 502, 376)]
    [InlineData(93, 93, 251, 188)]
    [InlineData(10, 10, 126, 94)]
    [InlineData(1, 1, 126, 94)]
    [InlineData(126, 10, 502, 376)]
    public void Decode_TargetSize_ReducesToNoLessThanTwiceIt(int width, int height, int expectedWidth, int expectedHeight)
    {
        foreach (byte[] file in new[] { Jpeg, WebP })
        {
            using RgbImage image = Decode(file, (_, _) => (width, height));
            Assert.Equal((expectedWidth, expectedHeight), (image.Width, image.Height));
            Assert.Equal((1003, 751), (image.OriginalWidth, image.OriginalHeight));
        }
    }

    [Theory]
    [InlineData(100, 10, 251, 94)]
    [InlineData(62, 90, 126, 188)]
    public void Decode_JpegOfWhichOneSideMayBeReducedMore_ReducesThatSide(int width, int height, int expectedWidth, int expectedHeight)
    {
        using RgbImage image = Decode(Jpeg, (_, _) => (width, height));
        Assert.Equal((expectedWidth, expectedHeight), (image.Width, image.Height));
        using RgbImage even = Decode(WebP, (_, _) => (width, height));
        Assert.Equal((251, 188), (even.Width, even.Height));
        using RgbImage turned = Decode(MadePictures.WithOrientation(Jpeg, 6), (_, _) => (height, width));
        Assert.Equal((expectedHeight, expectedWidth), (turned.Width, turned.Height));
    }

    [Fact]
    public void Decode_UnevenScaleThatTheCodecHasToDecode_LooksLikeTheWholePicture()
    {
        // What becomes narrower than a vector is left to the codec: its picture is made narrower or lower afterwards.
        foreach ((int width, int across, int down) in new[] { (104, 8, 4), (56, 4, 8) })
        {
            byte[] narrow = Encoded(SKEncodedImageFormat.Jpeg, width, 1504);
            using RgbImage whole = ImageDecoder.Default.Decode(narrow);
            (int Width, int Height) target = (width / (2 * across), 1504 / (2 * down));
            using RgbImage reduced = Decode(narrow, (_, _) => target);
            Assert.Equal((width / across, 1504 / down), (reduced.Width, reduced.Height));
            byte[] expected = Pictures.Resize(whole, target.Width, target.Height, ResizeFilter.Box);
            byte[] actual = Pictures.Resize(reduced, target.Width, target.Height, ResizeFilter.Box);
            Assert.InRange(expected.Zip(actual, (a, b) => Math.Abs(a - b)).Average(), 0, 8);
        }
    }

    [Fact]
    public void Decode_NotAskedFor_GivesEveryPixel()
    {
        byte[] exact = Pictures.Rgb(ImageDecoder.Default.Decode(Jpeg));
        Func<int, int, (int, int)?> small = (_, _) => (10, 10);
        Assert.Equal(exact, Pictures.Rgb(ImageDecoder.Default.Decode(Jpeg, new ImageDecodeOptions { TargetSize = small })));
        Assert.Equal(exact, Pictures.Rgb(ImageDecoder.Default.Decode(Jpeg, new ImageDecodeOptions { FastDecode = true })));
        Assert.Equal(exact, Pictures.Rgb(Decode(Jpeg, (_, _) => null)));
        Assert.False(ImageDecodeOptions.Default.FastDecode);
        using RgbImage png = Decode(Encoded(SKEncodedImageFormat.Png), small);
        Assert.Equal(1003, png.Width);
    }

    [Fact]
    public void Decode_Reduced_LooksLikeTheWholePicture()
    {
        foreach (byte[] file in new[] { Jpeg, WebP })
        {
            using RgbImage whole = ImageDecoder.Default.Decode(file);
            foreach ((int width, int height) in new[] { (180, 180), (90, 90), (45, 45), (90, 45), (45, 90) })
            {
                using RgbImage reduced = Decode(file, (_, _) => (width, height));
                byte[] expected = Pictures.Resize(whole, width, height, ResizeFilter.Bicubic);
                byte[] actual = Pictures.Resize(reduced, width, height, ResizeFilter.Bicubic);
                int[] differences = [.. expected.Zip(actual, (a, b) => Math.Abs(a - b))];
                Assert.InRange(differences.Average(), 0, 3);
                Assert.InRange(differences.Order().ElementAt(differences.Length * 99 / 100), 0, 16);
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(3)]
    public void Decode_ReducedAndTurned_TellsUprightSides(int orientation)
    {
        byte[] turned = MadePictures.WithOrientation(Jpeg, orientation);
        (int, int)? asked = null;
        using RgbImage image = Decode(turned, (width, height) =>
        {
            asked = (width, height);
            return (100, 100);
        });
        (int, int) full = orientation == 6 ? (751, 1003) : (1003, 751);
        Assert.Equal(full, asked);
        Assert.Equal(full, (image.OriginalWidth, image.OriginalHeight));
        Assert.Equal(orientation == 6 ? (376, 502) : (502, 376), (image.Width, image.Height));
    }

    [Fact]
    public void Decode_Limits_HoldForTheFullSize()
    {
        ImageDecodeOptions options = new() { FastDecode = true, TargetSize = (_, _) => (10, 10), Limits = new ImageLimits { MaxPixels = (1003 * 751) - 1 } };
        Assert.Equal(ImageDecodeReason.TooLarge, Assert.Throws<ImageDecodeException>(() => ImageDecoder.Default.Decode(Jpeg, options)).Reason);
    }

    private static RgbImage Decode(byte[] file, Func<int, int, (int, int)?> target) =>
        ImageDecoder.Default.Decode(file, new ImageDecodeOptions { FastDecode = true, TargetSize = target });

    private static byte[] Encoded(SKEncodedImageFormat format, int width = 1003, int height = 751)
    {
        using SKBitmap photo = SKBitmap.Decode(Path.Combine(Architecture.Repository.Root, "samples", "pictures", "china.jpg"));
        using SKBitmap large = photo.Resize(new SKImageInfo(width, height), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using SKData data = large.Encode(format, 85);
        return data.ToArray();
    }
}
