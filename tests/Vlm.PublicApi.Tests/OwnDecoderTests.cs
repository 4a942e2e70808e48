using Vlm.PublicApi.Tests.Toys;

namespace Vlm.PublicApi.Tests;

/// <summary>A decoder of a format that the library does not read, before the one that it has.</summary>
public class OwnDecoderTests
{
    private static readonly string Tiff = Clone.Golden("hostile", "plain.tif");
    private static readonly IImageDecoder Both = ImageDecoder.FirstOf(new ToyTiffDecoder(), ImageDecoder.Default);

    [Fact]
    public void Decode_Tiff_IsUnsupportedWithoutTheOwnDecoder()
    {
        ImageDecodeException e = Assert.Throws<ImageDecodeException>(() => ImageDecoder.Default.Decode(Tiff));
        Assert.Equal(ImageDecodeReason.Unsupported, e.Reason);
    }

    [Fact]
    public void FirstOf_TiffAndJpeg_ReadsBoth()
    {
        using RgbImage tiff = Both.Decode(Tiff);
        using RgbImage jpeg = Both.Decode(Clone.Picture("china.jpg"));
        Assert.Equal((40, 30), (tiff.Width, tiff.Height));
        Assert.True(jpeg.Width > 40);
    }

    [Fact]
    public void FirstOf_StreamAndRawPixels_ReachTheLastDecoder()
    {
        using FileStream stream = File.OpenRead(Clone.Picture("china.jpg"));
        using RgbImage jpeg = Both.Decode(stream);
        using RgbImage raw = Both.Decode(ImageInput.FromPixels(new byte[3], 1, 1));
        Assert.True(jpeg.Width > raw.Width);
    }

    [Fact]
    public void FirstOf_NobodyReadsIt_GivesTheLastError()
    {
        ImageDecodeException e = Assert.Throws<ImageDecodeException>(() => Both.Decode(ImageInput.FromBytes("%PDF-1.7"u8.ToArray())));
        Assert.Equal(ImageDecodeReason.NotAnImage, e.Reason);
        Assert.Contains("PDF", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FirstOf_DamageThatOneDecoderKnows_EndsTheSearch()
    {
        byte[] cut = File.ReadAllBytes(Tiff)[..400];
        Assert.Equal(ImageDecodeReason.Truncated, Assert.Throws<ImageDecodeException>(() => Both.Decode(cut)).Reason);
        Assert.Throws<ArgumentException>(() => ImageDecoder.FirstOf());
    }

    [Fact]
    public async Task EmbedImagesAsync_TiffWithTheOwnDecoder_GivesAnEmbedding()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault(new VlmOptions { Decoder = Both });
        using IVisionLanguageModel managed = VisionLanguageModel.LoadDefault(new VlmOptions { Decoder = ImageDecoder.Managed });
        Embedding tiff = await model.EmbedImageAsync(Tiff);
        Embedding jpeg = await model.EmbedImageAsync(Clone.Picture("china.jpg"));
        Embedding same = await managed.EmbedImageAsync(Clone.Picture("china.jpg"));
        Assert.InRange(Embedding.CosineSimilarity(tiff, jpeg), -1, 0.95);
        Assert.InRange(Embedding.CosineSimilarity(same, jpeg), 0.99, 1.001);
    }
}
