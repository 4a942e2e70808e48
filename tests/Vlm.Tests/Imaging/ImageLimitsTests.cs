using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

/// <summary>Each limit is met at its value, refused above it, and refused before memory is taken.</summary>
[Collection(Alone.Name)]
public sealed class ImageLimitsTests
{
    private const int LittleMemory = 64 << 10;

    public static TheoryData<bool> Decoders => [false, true];

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decode_Pixels_AreLimited(bool managed) =>
        AssertLimit(managed, MadePictures.Png(4000, 4000), n => new ImageLimits { MaxPixels = n }, 16_000_000, nameof(ImageLimits));

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decode_Side_IsLimited(bool managed) =>
        AssertLimit(managed, MadePictures.Png(4000, 300), n => new ImageLimits { MaxSide = (int)n }, 4000, nameof(ImageLimits));

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decode_EncodedBytes_AreLimited(bool managed)
    {
        byte[] file = MadePictures.Png(20, 20, ("teXt", new byte[3 << 20]));
        AssertLimit(managed, file, n => new ImageLimits { MaxEncodedBytes = n }, file.Length, nameof(ImageLimits.MaxEncodedBytes));
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decode_Metadata_IsLimited(bool managed) => AssertLimit(
        managed, MadePictures.Png(20, 20, ("teXt", new byte[3 << 20])), n => new ImageLimits { MaxMetadataBytes = n }, (3 << 20) + 12, nameof(ImageLimits.MaxMetadataBytes));

    [Theory]
    [MemberData(nameof(Decoders))]
    public void Decode_Frames_AreLimited(bool managed) => AssertLimit(
        managed, MadePictures.Gif(8, 8, 12, 0, 0, 8, 8), n => new ImageLimits { MaxFrames = (int)n }, 12, nameof(ImageLimits.MaxFrames));

    [Theory]
    [InlineData("animated.webp", 2)]
    [InlineData("animated.gif", 2)]
    [InlineData("apng.png", 2)]
    public void Decode_FramesOfEveryFormat_AreCounted(string file, int frames) => AssertLimit(
        false, File.ReadAllBytes(GoldenFolder.Path("convert", "inputs", file)), n => new ImageLimits { MaxFrames = (int)n }, frames, nameof(ImageLimits.MaxFrames));

    [Theory]
    [InlineData("exif_6.jpg")]
    [InlineData("exif_6.png")]
    [InlineData("exif_6.webp")]
    public void Decode_MetadataOfEveryFormat_AreCounted(string file) =>
        Assert.Equal(ImageDecodeReason.TooLarge, Refusal(ImageDecoder.Default, GoldenFolder.Path("convert", "inputs", file), new ImageLimits { MaxMetadataBytes = 20 }).Reason);

    [Fact]
    public void Decode_TotalMemory_OfOnePictureIsRefused() => AssertLimit(
        false, MadePictures.Png(2000, 2000), n => new ImageLimits { MaxTotalMemory = n }, 2000 * 2000 * 4, nameof(ImageLimits.MaxTotalMemory));

    [Theory]
    [InlineData("rgb.png")]
    [InlineData("ycc_420_progressive.jpg")]
    [InlineData("plain.gif")]
    [InlineData("lossy.webp")]
    [InlineData("rgb24.bmp")]
    public void Decode_Time_IsLimited(string file)
    {
        ImageDecodeException e = Refusal(ImageDecoder.Default, GoldenFolder.Path("convert", "inputs", file), new ImageLimits { MaxDecodeTime = TimeSpan.Zero });
        Assert.Equal(ImageDecodeReason.TooLarge, e.Reason);
        Assert.Contains(nameof(ImageLimits.MaxDecodeTime), e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_LongPicture_StopsInTheMiddle()
    {
        byte[] file = MadePictures.Png(7000, 7000);
        ImageDecodeException e = Refusal(ImageDecoder.Default, ImageInput.FromBytes(file), new ImageLimits { MaxDecodeTime = TimeSpan.FromMilliseconds(5) });
        Assert.Equal(ImageDecodeReason.TooLarge, e.Reason);

        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(5));
        Assert.Throws<OperationCanceledException>(() => ImageDecoder.Default.Decode(ImageInput.FromBytes(file), null, soon.Token));
    }

    private static void AssertLimit(bool managed, byte[] file, Func<long, ImageLimits> limits, long largest, string named)
    {
        IImageDecoder decoder = managed ? ImageDecoder.Managed : ImageDecoder.Default;
        ImageInput input = ImageInput.FromBytes(file);
        decoder.Decode(input, new ImageDecodeOptions { Limits = limits(largest) }).Dispose();
        _ = Refusal(decoder, input, limits(largest - 1));

        ImageLimits below = limits(largest - 1);
        ImageDecodeException? refused = null;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long rise = ResidentMemory.Rise(() => refused = Refusal(decoder, input, below));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, LittleMemory);

        // Pages, not bytes: what the runtime itself does meanwhile.
        Assert.InRange(rise, long.MinValue, 1 << 20);
        Assert.Equal(ImageDecodeReason.TooLarge, refused!.Reason);
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    private static ImageDecodeException Refusal(IImageDecoder decoder, ImageInput input, ImageLimits limits) =>
        Assert.Throws<ImageDecodeException>(() => decoder.Decode(input, new ImageDecodeOptions { Limits = limits }));
}
