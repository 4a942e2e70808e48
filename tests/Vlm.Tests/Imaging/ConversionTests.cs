using System.Text.Json;
using Vlm.Imaging;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class ConversionTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("convert", "manifest.json"))).RootElement.GetProperty("cases").EnumerateArray()];

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
