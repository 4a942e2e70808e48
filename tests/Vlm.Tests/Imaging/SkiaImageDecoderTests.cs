using Vlm.Imaging;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

[Collection(Alone.Name)]
public sealed class SkiaImageDecoderTests
{
    private static readonly SkiaImageDecoder Decoder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Decode_RawPixels_GivesThemBackWithoutOwningThem(int bytesPerPixel)
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 2 * bytesPerPixel).Select(i => (byte)i)];
        ImageInput input = ImageInput.FromPixels(pixels, 2, 2, bytesPerPixel == 3 ? PixelFormat.Rgb24 : PixelFormat.Rgbx32);

        Decoder.Decode(input, cancellationToken: Cancel).Dispose();
        using RgbImage again = Decoder.Decode(input, cancellationToken: Cancel);

        Assert.Equal(pixels, again.Pixels.ToArray());
        Assert.Equal(bytesPerPixel, again.BytesPerPixel);
    }

    [Fact]
    public void Decode_MissingFile_IsNotFound()
    {
        ImageDecodeException e = Assert.Throws<ImageDecodeException>(() => Decoder.Decode(ImageInput.FromFile("no/such/picture.png"), cancellationToken: Cancel));
        Assert.Equal(ImageDecodeReason.NotFound, e.Reason);
    }

    [Theory]
    [InlineData(46 * 34, 46, null)]
    [InlineData((46 * 34) - 1, 46, ImageDecodeReason.TooLarge)]
    [InlineData(46 * 34, 45, ImageDecodeReason.TooLarge)]
    public void Decode_AtAndAboveTheLimits_IsReadAndRefused(int maxPixels, int maxSide, ImageDecodeReason? expected)
    {
        ImageDecodeOptions options = new() { Limits = new ImageLimits { MaxPixels = maxPixels, MaxSide = maxSide } };
        ImageDecodeReason? found = null;
        try
        {
            Decoder.Decode(ImageInput.FromFile(GoldenFolder.Path("convert", "inputs", "rgb.png")), options, Cancel).Dispose();
        }
        catch (ImageDecodeException e)
        {
            found = e.Reason;
            Assert.Contains("46x34", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Decode_TooManyEncodedBytes_IsTooLarge()
    {
        ImageDecodeOptions options = new() { Limits = new ImageLimits { MaxEncodedBytes = 100 } };
        ImageDecodeException e = Assert.Throws<ImageDecodeException>(
            () => Decoder.Decode(ImageInput.FromFile(GoldenFolder.Path("convert", "inputs", "rgb.png")), options, Cancel));
        Assert.Equal(ImageDecodeReason.TooLarge, e.Reason);
    }

    [Theory]
    [InlineData("bomb_header.png")]
    [InlineData("bomb_real.png")]
    [InlineData("bomb.jpg")]
    [InlineData("bomb_progressive.jpg")]
    [InlineData("bomb_canvas.gif")]
    [InlineData("bomb_vp8x.webp")]
    [InlineData("bomb_vp8l.webp")]
    [InlineData("bomb.bmp")]
    public void Decode_Bomb_IsRefusedByItsHeaderWithoutMemory(string file)
    {
        ImageInput input = ImageInput.FromFile(GoldenFolder.Path("hostile", file));
        Assert.Throws<ImageDecodeException>(() => Decoder.Decode(input, cancellationToken: Cancel));
        TimeSpan limit = TimeSpan.FromMilliseconds(100), elapsed = WorkTime.LeastOf(limit, () =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ImageDecodeException>(() => Decoder.Decode(input, cancellationToken: Cancel));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 10);
        });
        Assert.InRange(elapsed, TimeSpan.Zero, limit);
    }

    [Fact]
    public void Decode_CancelledBefore_Throws() =>
        Assert.Throws<OperationCanceledException>(
            () => Decoder.Decode(ImageInput.FromBytes(new byte[] { 1 }), cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void Decode_SamePictureTwice_AllocatesLittle()
    {
        ImageInput input = ImageInput.FromBytes(File.ReadAllBytes(GoldenFolder.Path("convert", "inputs", "ycc_420.jpg")));
        Decoder.Decode(input, cancellationToken: Cancel).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            Decoder.Decode(input, cancellationToken: Cancel).Dispose();
        }

        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 100, 0, 2048);
    }
}
