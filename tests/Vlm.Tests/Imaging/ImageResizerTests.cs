using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class ImageResizerTests : IDisposable
{
    private const int ColourTypeAt = 25;

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Output => Path.Combine(_folder, "out.png");

    [Theory]
    [InlineData("gray_123x77.png", 0)]
    [InlineData("shapes_640x480.png", 2)]
    [InlineData("grayalpha_33x50.png", 4)]
    [InlineData("alpha_60x45.png", 6)]
    public void ResizeFile_EveryMode_StaysWhatItIs(string source, int colourType)
    {
        ImageResizer.ResizeFile(GoldenFolder.Path("resize", "sources", source), Output, new ImageResizeOptions { Width = 9, Height = 7 });

        Assert.Equal(colourType, File.ReadAllBytes(Output)[ColourTypeAt]);
        Assert.Equal([Output], Directory.GetFiles(_folder));
    }

    [Fact]
    public void ResizeFile_ExistingOutput_IsReplaced()
    {
        File.WriteAllText(Output, "old");
        ImageResizer.ResizeFile(GoldenFolder.Path("resize", "sources", "pixel_1x1.png"), Output, new ImageResizeOptions { Width = 2, Height = 3 });
        Assert.Equal((2, 3), (Pictures.ReadPng(Output).Width, Pictures.ReadPng(Output).Height));
    }

    [Fact]
    public void ResizeFile_BrokenInput_LeavesNoFile()
    {
        Assert.Throws<ImageDecodeException>(
            () => ImageResizer.ResizeFile(GoldenFolder.Path("hostile", "truncated_1_3.png"), Output, new ImageResizeOptions { Width = 2, Height = 2 }));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(0, 5, null, 13)]
    [InlineData(5, -1, null, 13)]
    [InlineData(40_000, 5, null, 13)]
    [InlineData(5, 5, 0.5, 13)]
    [InlineData(5, 5, null, 11)]
    public void ResizeFile_WrongOptions_AreRefused(int width, int height, double? gap, int passOrder)
    {
        ImageResizeOptions options = new() { Width = width, Height = height, ReducingGap = gap, PillowPassOrder = passOrder };
        Assert.ThrowsAny<ArgumentException>(() => ImageResizer.ResizeFile(GoldenFolder.Path("resize", "sources", "pixel_1x1.png"), Output, options));
    }

    [Theory]
    [InlineData(0, 0, 2, 1)]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    public void ResizeFile_BoxOutsideThePicture_IsRefused(double left, double top, double right, double bottom)
    {
        ImageResizeOptions options = new() { Width = 1, Height = 1, Box = [left, top, right, bottom] };
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => ImageResizer.ResizeFile(GoldenFolder.Path("resize", "sources", "pixel_1x1.png"), Output, options));
        Assert.Contains("1x1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resize_DecodedPicture_EqualsTheFile()
    {
        string source = GoldenFolder.Path("resize", "sources", "alpha_60x45.png");
        ImageResizeOptions options = new() { Width = 21, Height = 30, Filter = ResizeFilter.Lanczos };
        ImageResizer.ResizeFile(source, Output, options);
        ImageDecodeOptions keep = new() { Alpha = AlphaHandling.Keep };
        using RgbImage picture = ImageDecoder.Default.Decode(source, keep, TestContext.Current.CancellationToken);

        using RgbImage actual = ImageResizer.Resize(picture, options);

        using RgbImage expected = ImageDecoder.Default.Decode(Output, keep, TestContext.Current.CancellationToken);
        Assert.True(actual.HasAlpha);
        Assert.Equal(expected.Pixels.Span, actual.Pixels.Span);
    }

    [Theory]
    [InlineData(30, 30, 30, 23)]
    [InlineData(100, 100, 60, 45)]
    public void Resize_Thumbnail_KeepsTheShapeAndNeverEnlarges(int width, int height, int expectedWidth, int expectedHeight)
    {
        using RgbImage actual = ImageResizer.Resize(new RgbImage(new byte[60 * 45 * 3], 60, 45), new ImageResizeOptions { Width = width, Height = height, Thumbnail = true });
        Assert.Equal((expectedWidth, expectedHeight), (actual.Width, actual.Height));
    }

    [Fact]
    public void Resize_FloatsOfAnotherNumber_AreRefused() => Assert.Throws<ArgumentException>(() => ImageResizer.Resize(new float[5], 2, 2, 1, 1));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
