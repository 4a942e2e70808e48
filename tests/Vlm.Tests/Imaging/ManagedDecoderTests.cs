using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class ManagedDecoderTests
{
    // What StbImageSharp does otherwise, as the documentation of ImageDecoder.Managed says.
    private static readonly string[] GifCanvas = ["inputs/frame_offset.gif", "inputs/transparent.gif"];

    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("convert", "manifest.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    public static TheoryData<string> Lossless => [.. Named(c => IsLossless(c) && !IsWebP(c)).Except(GifCanvas)];

    public static TheoryData<string> Lossy => [.. Named(c => !IsLossless(c) && !IsWebP(c) && c.GetProperty("mode").GetString() != "CMYK")];

    public static TheoryData<string> WebP => [.. Named(IsWebP)];

    [Theory]
    [MemberData(nameof(Lossless))]
    public void Decode_LosslessFile_GivesPillowsPixels(string input) => Assert.Equal(0, Compare(input).Largest);

    [Theory]
    [MemberData(nameof(Lossy))]
    public void Decode_LossyFile_IsNearPillowsPixels(string input) => Assert.InRange(Compare(input).Mean, 0, 2);

    [Theory]
    [MemberData(nameof(WebP))]
    public void Decode_WebP_IsUnsupportedAndSaysWhoReadsIt(string input)
    {
        ImageDecodeException e = Assert.Throws<ImageDecodeException>(() => ImageDecoder.Managed.Decode(GoldenFolder.Path("convert", input)));
        Assert.Equal(ImageDecodeReason.Unsupported, e.Reason);
        Assert.Contains("ImageDecoder.Default", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_SlowOrCancelled_Stops()
    {
        string file = GoldenFolder.Path("convert", "inputs/rgb.png");
        ImageDecodeOptions noTime = new() { Limits = new ImageLimits { MaxDecodeTime = TimeSpan.Zero } };
        Assert.Equal(ImageDecodeReason.TooLarge, Assert.Throws<ImageDecodeException>(() => ImageDecoder.Managed.Decode(file, noTime)).Reason);
        Assert.Throws<OperationCanceledException>(() => ImageDecoder.Managed.Decode(file, null, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<string> Named(Func<JsonElement, bool> wanted) => Cases.Where(wanted).Select(c => c.GetProperty("input").GetString()!);

    private static bool IsLossless(JsonElement entry) => entry.GetProperty("tolerance").GetInt32() == 0;

    private static bool IsWebP(JsonElement entry) => entry.GetProperty("input").GetString()!.EndsWith(".webp", StringComparison.Ordinal);

    private static (int Largest, double Mean) Compare(string input)
    {
        JsonElement entry = Cases.Single(c => c.GetProperty("input").GetString() == input);
        (byte[] expected, int width, int height) = Pictures.ReadPng(GoldenFolder.Path("convert", entry.GetProperty("rgb").GetString()!));
        using RgbImage image = ImageDecoder.Managed.Decode(GoldenFolder.Path("convert", input));
        Assert.Equal((width, height), (image.Width, image.Height));
        int[] distances = [.. Pictures.Rgb(image).Zip(Pictures.DropAlpha(expected), (a, b) => Math.Abs(a - b))];
        return (distances.Max(), distances.Average());
    }
}
