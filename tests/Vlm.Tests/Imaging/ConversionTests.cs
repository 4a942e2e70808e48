using System.Text.Json;
using Vlm.Imaging;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class ConversionTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("convert", "manifest.json"))).RootElement.GetProperty("cases").EnumerateArray()];

    // What Skia does otherwise than Pillow, per file.
    private static readonly Dictionary<string, string> Differs = new()
    {
        ["inputs/gray16.png Drop"] = "Pillow clips 16-bit gray at 255; the codec takes the high byte.",
        ["inputs/gray16_interlaced.png Drop"] = "Pillow clips 16-bit gray at 255; the codec takes the high byte.",
        ["inputs/transparent.gif Drop"] = "Pillow shows the palette colour of a transparent index; the codec leaves it black.",
        ["inputs/frame_offset.gif Drop"] = "Pillow fills the canvas around a small first frame with the first palette entry; the codec leaves it transparent.",
        ["inputs/rgb555_topdown.bmp Drop"] = "Pillow widens 5 bits by v*255/31; the codec rounds (1 level).",
    };

    public static TheoryData<string, AlphaHandling> Files
    {
        get
        {
            TheoryData<string, AlphaHandling> data = [];
            foreach (JsonElement entry in Cases)
            {
                data.Add(entry.GetProperty("input").GetString()!, AlphaHandling.Drop);
                if (entry.GetProperty("has_transparency").GetBoolean())
                {
                    data.Add(entry.GetProperty("input").GetString()!, AlphaHandling.White);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Decode_GoldenFile_GivesPillowsPixels(string input, AlphaHandling alpha)
    {
        if (Differs.TryGetValue($"{input} {alpha}", out string? why))
        {
            Assert.Skip(why);
        }

        JsonElement entry = Cases.Single(c => c.GetProperty("input").GetString() == input);
        string expectedFile = entry.GetProperty(alpha == AlphaHandling.White ? "white" : "rgb").GetString()!;
        (byte[] expected, int width, int height) = Pictures.ReadPng(GoldenFolder.Path("convert", expectedFile));

        using RgbImage image = new SkiaImageDecoder().Decode(
            ImageInput.FromFile(GoldenFolder.Path("convert", input)), new ImageDecodeOptions { Alpha = alpha }, TestContext.Current.CancellationToken);

        Assert.Equal((width, height), (image.Width, image.Height));
        byte[] actual = Pictures.Rgb(image);
        byte[] rgb = Pictures.DropAlpha(expected);
        int largest = actual.Zip(rgb, (a, b) => Math.Abs(a - b)).Max();
        Assert.InRange(largest, 0, entry.GetProperty("tolerance").GetInt32());
    }
}
