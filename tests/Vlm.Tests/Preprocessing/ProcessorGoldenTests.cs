using System.Text.Json;
using Vlm.Imaging;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

public sealed class ProcessorGoldenTests
{
    private const double Tolerance = 1e-6;

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            TheoryData<string, string, string> data = [];
            foreach (string folder in Directory.GetDirectories(GoldenFolder.Path("processors")).Order(StringComparer.Ordinal))
            {
                string file = Path.Combine(folder, "case.json");
                foreach (JsonElement entry in File.Exists(file) ? Read(file).GetProperty("cases").EnumerateArray() : default)
                {
                    data.Add(Path.GetFileName(folder), entry.GetProperty("name").GetString()!, "expected.safetensors");
                    if (File.Exists(Path.Combine(folder, "expected_4_57.safetensors")))
                    {
                        data.Add(Path.GetFileName(folder), entry.GetProperty("name").GetString()!, "expected_4_57.safetensors");
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Process_GoldenCase_GivesTransformersPixels(string processor, string name, string expectedFile)
    {
        string folder = GoldenFolder.Path("processors", processor);
        SafetensorsFile expected = SafetensorsFile.Read(Path.Combine(folder, expectedFile));
        string tensor = $"{name}.{PixelValues.PixelValuesName}";
        if (!expected.Has(tensor))
        {
            // The file of the older version holds only what differs.
            Assert.Equal("expected_4_57.safetensors", expectedFile);
            expected = SafetensorsFile.Read(Path.Combine(folder, "expected.safetensors"));
        }

        JsonElement description = Read(Path.Combine(folder, "case.json"));
        JsonElement entry = description.GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);
        bool white = description.GetProperty("input_conversion").GetString()!.Contains("composited on white", StringComparison.Ordinal)
            && expectedFile == "expected.safetensors";
        ImageDecodeOptions options = new() { Alpha = white ? AlphaHandling.White : AlphaHandling.Drop };
        RgbImage[] images =
        [
            .. entry.GetProperty("inputs").EnumerateArray().Select(input => ImageDecoder.Default.Decode(
                ImageInput.FromFile(Path.Combine(folder, input.GetString()!)), options, TestContext.Current.CancellationToken)),
        ];

        IImageProcessor subject = ImageProcessor.Load(folder);
        using PixelValues actual = subject.Process(images, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Shape(tensor), actual.Pixels.Shape.ToArray());
        Assert.True(subject.Outputs[0].Accepts(actual.Pixels.Shape));
        float[] wanted = expected.Floats(tensor);
        ReadOnlySpan<float> found = ((TensorBuffer<float>)actual.Pixels).Span;
        double largest = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs((double)wanted[i] - found[i]));
        }

        Assert.InRange(largest, 0, Tolerance);
        Array.ForEach(images, image => image.Dispose());
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
}
