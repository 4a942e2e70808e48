using System.Text.Json;
using Vlm.Imaging.Resizing;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class ResizeGoldenTests
{
    private static readonly JsonElement Manifest =
        JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("resize", "manifest.json"))).RootElement;

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (JsonElement entry in Manifest.GetProperty("cases").EnumerateArray())
            {
                data.Add(entry.GetProperty("id").GetString()!, 13);
                if (!RoundsOtherwiseInPillow12(entry))
                {
                    data.Add(entry.GetProperty("id").GetString()!, 12);
                }
            }

            return data;
        }
    }

    public static TheoryData<string> FloatCases =>
        [.. Manifest.GetProperty("float32").GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("tensor").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ResizeFile_GoldenCase_GivesPillowsBytes(string id, int pillow)
    {
        JsonElement entry = Manifest.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        string expectedFile = entry.GetProperty("output").GetString()!;
        if (pillow == 12 && entry.GetProperty("output_pillow12").GetString() is { } older)
        {
            expectedFile = older;
        }

        string output = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        try
        {
            ImageResizer.ResizeFile(GoldenFolder.Path("resize", entry.GetProperty("source").GetString()!), output, Options(entry, pillow));
            (byte[] actual, int width, int height) = Pictures.ReadPng(output);
            (byte[] expected, int expectedWidth, int expectedHeight) = Pictures.ReadPng(GoldenFolder.Path("resize", expectedFile));
            Assert.Equal((expectedWidth, expectedHeight), (width, height));
            Assert.Equal(0, expected.AsSpan().CommonPrefixLength(actual) - expected.Length);
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Fact]
    public void ThumbnailSize_GoldenCases_ArePillows()
    {
        foreach (JsonElement entry in Manifest.GetProperty("thumbnail_sizes").EnumerateArray())
        {
            (int width, int height) = ThumbnailSize.Of(
                entry.GetProperty("width").GetInt32(), entry.GetProperty("height").GetInt32(), (int)entry.GetProperty("max_width").GetDouble(), (int)entry.GetProperty("max_height").GetDouble());
            Assert.Equal(entry.GetProperty("result").EnumerateArray().Select(v => v.GetInt32()), [width, height]);
        }
    }

    [Theory]
    [MemberData(nameof(FloatCases))]
    public void Resize_Float32_GivesPillowsBits(string tensor)
    {
        JsonElement entry = Manifest.GetProperty("float32").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("tensor").GetString() == tensor);
        SafetensorsFile file = SafetensorsFile.Read(GoldenFolder.Path("resize", "float32.safetensors"));
        long[] shape = file.Shape("source");

        float[] actual = ImageResizer.Resize(
            file.Floats("source"), (int)shape[1], (int)shape[0], entry.GetProperty("width").GetInt32(), entry.GetProperty("height").GetInt32(), (ResizeFilter)entry.GetProperty("resample").GetInt32());

        Assert.Equal(file.Floats(tensor), actual);
    }

    private static ImageResizeOptions Options(JsonElement entry, int pillow) => new()
    {
        Width = entry.GetProperty("width").GetInt32(),
        Height = entry.GetProperty("height").GetInt32(),
        Filter = (ResizeFilter)entry.GetProperty("resample").GetInt32(),
        Box = entry.GetProperty("box") is { ValueKind: JsonValueKind.Array } box ? [.. box.EnumerateArray().Select(v => v.GetDouble())] : null,
        ReducingGap = entry.GetProperty("reducing_gap") is { ValueKind: JsonValueKind.Number } gap ? gap.GetDouble() : null,
        PillowPassOrder = pillow,
    };

    // Pillow 12 rounds transparency otherwise where a reducing gap is given; the goldens' ALGORITHM.md follows only its pass order.
    private static bool RoundsOtherwiseInPillow12(JsonElement entry) =>
        entry.GetProperty("mode").GetString() is "RGBA" or "LA"
        && entry.GetProperty("reducing_gap").ValueKind != JsonValueKind.Null
        && entry.GetProperty("output_pillow12").ValueKind != JsonValueKind.Null;
}
