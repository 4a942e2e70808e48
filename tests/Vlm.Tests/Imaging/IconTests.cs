using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class IconTests
{
    private static readonly ImageDecodeOptions White = new() { Alpha = AlphaHandling.White };

    // Two rows of two pixels, from the bottom up: blue, green / red, white; blue first in each.
    private static readonly byte[] Rows24 = [255, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0];
    private static readonly byte[] TopDown = [255, 0, 0, 255, 255, 255, 0, 0, 255, 0, 255, 0];

    // A row of the mask has four bytes; the first bit hides the bottom left pixel.
    private static readonly byte[] Mask = [0x80, 0, 0, 0, 0, 0, 0, 0];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_24Bits_GivesColoursAndMask(bool managed)
    {
        byte[] icon = MadePictures.Icon((2, 2, 0, 24, MadePictures.IconBitmap(2, 2, 24, [.. Rows24, .. Mask])));
        Assert.Equal(TopDown, Rgb(icon, managed));
        byte[] white = [.. TopDown];
        white.AsSpan(6, 3).Fill(255);
        Assert.Equal(white, Rgb(icon, managed, White));
    }

    [Fact]
    public void Decode_32Bits_FourthByteIsAlpha()
    {
        byte[] rows = [255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 128];
        byte[] icon = MadePictures.Icon((2, 2, 0, 32, MadePictures.IconBitmap(2, 2, 32, [.. rows, .. new byte[8]])));
        Assert.Equal([255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 255, 0], Rgb(icon, false));
        Assert.Equal([255, 0, 0, 127, 127, 127, 255, 255, 255, 0, 255, 0], Rgb(icon, false, White));
    }

    [Theory]
    [InlineData(1, new byte[] { 0, 0, 255, 0, 255, 0, 0, 0 }, new byte[] { 0x40, 0, 0, 0, 0x80, 0, 0, 0 })]
    [InlineData(4, new byte[] { 0, 0, 255, 0, 255, 0, 0, 0 }, new byte[] { 0x01, 0, 0, 0, 0x10, 0, 0, 0 })]
    [InlineData(8, new byte[] { 0, 0, 255, 0, 255, 0, 0, 0 }, new byte[] { 0, 1, 0, 0, 1, 0, 0, 0 })]
    public void Decode_Palette_GivesItsColours(int bits, byte[] palette, byte[] rows)
    {
        byte[] whole = [.. palette, .. new byte[(4 << bits) - palette.Length]];
        byte[] icon = MadePictures.Icon((2, 2, 2, (ushort)bits, MadePictures.IconBitmap(2, 2, bits, [.. whole, .. rows, .. new byte[8]])));
        Assert.Equal([0, 0, 255, 255, 0, 0, 255, 0, 0, 0, 0, 255], Rgb(icon, false));
    }

    [Fact]
    public void Decode_SeveralPictures_TakesTheLargestWithTheFewestColours()
    {
        byte[] small = MadePictures.Png(3, 3);
        byte[] large = File.ReadAllBytes(GoldenFolder.Path("convert", "inputs", "rgb.png"));
        byte[] icon = MadePictures.Icon((3, 3, 0, 32, small), (46, 34, 0, 32, small), (46, 34, 0, 8, large), (46, 34, 0, 24, small));
        using RgbImage image = ImageDecoder.Default.Decode(icon);
        Assert.Equal((46, 34), (image.Width, image.Height));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Decode_MaskCut_IsTruncated(int kept)
    {
        byte[] icon = MadePictures.Icon((2, 2, 0, 24, MadePictures.IconBitmap(2, 2, 24, [.. Rows24, .. Mask[..kept]])));
        Assert.Equal(ImageDecodeReason.Truncated, Assert.Throws<ImageDecodeException>(() => ImageDecoder.Default.Decode(icon)).Reason);
    }

    private static byte[] Rgb(byte[] file, bool managed, ImageDecodeOptions? options = null)
    {
        using RgbImage image = (managed ? ImageDecoder.Managed : ImageDecoder.Default).Decode(file, options);
        return Pictures.Rgb(image);
    }
}
