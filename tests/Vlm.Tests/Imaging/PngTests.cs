namespace Vlm.Tests.Imaging;

public sealed class PngTests
{
    [Theory]
    [InlineData(false, null, new byte[] { 0, 52, 255, 255 })]
    [InlineData(true, null, new byte[] { 0, 52, 255, 255 })]
    [InlineData(false, 52, new byte[] { 0, 255, 255, 255 })]
    [InlineData(true, 52, new byte[] { 0, 255, 255, 255 })]
    [InlineData(false, 0x1200, new byte[] { 255, 52, 255, 255 })]
    public void Decode_SixteenBitGray_ClipsAndComparesTheTransparentGrayAsPillow(bool managed, int? transparent, byte[] expectedOnWhite)
    {
        // Pillow compares the low byte of the transparent gray with the clipped one: 0x1200 hides black.
        byte[] file = MadePictures.Gray16Png([0, 52, 0x1234, ushort.MaxValue], (ushort?)transparent);
        IImageDecoder decoder = managed ? ImageDecoder.Managed : ImageDecoder.Default;
        using RgbImage dropped = decoder.Decode(file);
        using RgbImage white = decoder.Decode(file, new ImageDecodeOptions { Alpha = AlphaHandling.White });

        Assert.Equal([0, 0, 0, 52, 52, 52, 255, 255, 255, 255, 255, 255], Pictures.Rgb(dropped));
        Assert.Equal(expectedOnWhite.SelectMany(gray => new[] { gray, gray, gray }), Pictures.Rgb(white));
    }
}
