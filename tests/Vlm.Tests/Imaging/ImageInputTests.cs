using System.Diagnostics;
using SkiaSharp;

namespace Vlm.Tests.Imaging;

public sealed class ImageInputTests
{
    private static readonly byte[] Expected = [1, 2, 3, 40, 50, 60];

    [Theory]
    [InlineData(PixelFormat.Rgb24, new byte[] { 1, 2, 3, 40, 50, 60 })]
    [InlineData(PixelFormat.Rgbx32, new byte[] { 1, 2, 3, 0, 40, 50, 60, 9 })]
    [InlineData(PixelFormat.Rgba32, new byte[] { 1, 2, 3, 0, 40, 50, 60, 9 })]
    [InlineData(PixelFormat.Bgr24, new byte[] { 3, 2, 1, 60, 50, 40 })]
    [InlineData(PixelFormat.Bgra32, new byte[] { 3, 2, 1, 0, 60, 50, 40, 9 })]
    public void FromPixels_EveryLayout_GivesRedGreenBlue(PixelFormat format, byte[] row)
    {
        // Two rows, the second behind three bytes of padding and without any of its own.
        ImageInput input = ImageInput.FromPixels((byte[])[.. row, 7, 7, 7, .. row], 2, 2, format, row.Length + 3);
        Assert.Equal([.. Expected, .. Expected], Rgb(input));
    }

    [Fact]
    public void FromPixels_Gray_FillsAllChannels() =>
        Assert.Equal([5, 5, 5, 200, 200, 200], Rgb(ImageInput.FromPixels((byte[])[5, 200], 2, 1, PixelFormat.Gray8)));

    [Theory]
    [InlineData(PixelFormat.Rgba32)]
    [InlineData(PixelFormat.Bgra32)]
    public void FromPixels_Alpha_IsLaidOnWhiteOrKept(PixelFormat format)
    {
        ImageInput input = ImageInput.FromPixels((byte[])[0, 0, 0, 128, 9, 9, 9, 0], 2, 1, format);
        Assert.Equal([127, 127, 127, 255, 255, 255], Rgb(input, AlphaHandling.White));
        using RgbImage kept = ImageDecoder.Default.Decode(input, new ImageDecodeOptions { Alpha = AlphaHandling.Keep });
        Assert.True(kept.HasAlpha);
        Assert.Equal(128, kept.Row(0)[3]);
    }

    [Fact]
    public void FromPixels_TooShort_NamesBothNumbers()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => ImageInput.FromPixels(new byte[10], 2, 2, PixelFormat.Bgr24));
        Assert.Contains("12", e.Message, StringComparison.Ordinal);
        Assert.Contains("10", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageInput.FromPixels(new byte[100], 2, 2, PixelFormat.Bgr24, 5));
    }

    [Theory]
    [InlineData(SKColorType.Rgba8888, SKAlphaType.Unpremul)]
    [InlineData(SKColorType.Bgra8888, SKAlphaType.Unpremul)]
    [InlineData(SKColorType.Bgra8888, SKAlphaType.Premul)]
    [InlineData(SKColorType.Rgb888x, SKAlphaType.Opaque)]
    public void ToImageInput_SkiaBitmap_GivesItsColours(SKColorType type, SKAlphaType alpha)
    {
        using SKBitmap bitmap = new(new SKImageInfo(2, 1, type, alpha));
        bitmap.SetPixel(0, 0, new SKColor(1, 2, 3));
        bitmap.SetPixel(1, 0, new SKColor(40, 50, 60));
        using SKImage image = SKImage.FromBitmap(bitmap);
        ImageInput input = bitmap.ToImageInput();
        Assert.Equal(Expected, Rgb(image.ToImageInput()));

        bitmap.Erase(SKColors.Red);
        Assert.Equal(Expected, Rgb(input));
    }

    [Fact]
    public void ToImageInput_TransparentSkiaBitmap_KeepsItsAlpha()
    {
        using SKBitmap bitmap = new(new SKImageInfo(1, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(0, 0, 0, 128));
        Assert.Equal([127, 127, 127], Rgb(bitmap.ToImageInput(), AlphaHandling.White));
    }

    [Fact]
    public void ToImageInput_EmptySkiaBitmap_Throws()
    {
        using SKBitmap bitmap = new();
        Assert.Throws<ArgumentException>(bitmap.ToImageInput);
    }

    [Fact]
    public void Decode_PipeOrDeviceByName_IsRefusedWithoutWaiting()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TemporaryFolder folder = new();
        string pipe = Path.Combine(folder.Path, "pipe.png");
        using (Process make = Process.Start("mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        string link = Path.Combine(folder.Path, "link.png");
        File.CreateSymbolicLink(link, pipe);
        foreach (string path in new[] { pipe, link, "/dev/zero" })
        {
            ImageDecodeException e = Assert.Throws<ImageDecodeException>(() => ImageDecoder.Default.Decode(path));
            Assert.Equal(ImageDecodeReason.NotAnImage, e.Reason);
            Assert.Contains("stream", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Decode_LinkToAPicture_IsRead()
    {
        using TemporaryFolder folder = new();
        string link = Path.Combine(folder.Path, "link.png");
        File.CreateSymbolicLink(link, Goldens.GoldenFolder.Path("convert", "inputs", "rgb.png"));
        Assert.Equal(46, ImageDecoder.Default.Decode(link).Width);
    }

    [Theory]
    [InlineData(4, 4, 2, 2, 4, 3, 6, 5)]
    [InlineData(2, 2, 0, 0, 4, 4, 4, 4)]
    [InlineData(4, 4, 9, 9, 2, 2, 11, 11)]
    [InlineData(0, 0, 0, 0, 3, 3, 3, 3)]
    public void Decode_GifFrameBeyondItsCanvas_EnlargesIt(int width, int height, int left, int top, int frameWidth, int frameHeight, int expectedWidth, int expectedHeight)
    {
        using RgbImage image = ImageDecoder.Default.Decode(MadePictures.Gif(width, height, 1, left, top, frameWidth, frameHeight));
        Assert.Equal((expectedWidth, expectedHeight), (image.Width, image.Height));

        // What the frame does not cover has the first colour of the palette, as in Pillow.
        Assert.Equal([255, 0, 0], image.Row(0)[..3].ToArray());
        Assert.Equal([0, 255, 0], image.Row(top).Slice((left + 1) * image.BytesPerPixel, 3).ToArray());
    }

    private static byte[] Rgb(ImageInput input, AlphaHandling alpha = AlphaHandling.Drop)
    {
        using RgbImage image = ImageDecoder.Default.Decode(input, new ImageDecodeOptions { Alpha = alpha });
        return Pictures.Rgb(image);
    }
}
