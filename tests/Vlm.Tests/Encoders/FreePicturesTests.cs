using System.Text.Json;
using Vlm.Encoders;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Encoders;

/// <summary>From picture files of the clone to features and classes, against what the Python packages gave.</summary>
public sealed class FreePicturesTests
{
    [Fact]
    public void Encode_PicturesOfTheClone_EqualsGoldens()
    {
        SafetensorsFile golden = SafetensorsFile.Read(GoldenFolder.Path("models", "efficientnet-lite0", "free.safetensors"));
        using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(GoldenFolder.Path("models", "efficientnet-lite0", "free.json")));
        JsonElement[] pictures = [.. json.RootElement.EnumerateArray()];
        RgbImage[] images = [.. pictures.Select(p => ImageDecoder.Default.Decode(
            Path.GetFullPath(GoldenFolder.Path("..", "..", "samples", "pictures", p.GetProperty("sample").GetString()!))))];
        using SessionImageEncoder encoder = SessionImageEncoder.Create(
            OnnxSession.Load(ModelsFolder.Find("default", "image-encoder", "onnx", "model.onnx")), "last_hidden_state", "pooler_output", []);
        using PixelValues pixels = ImageProcessor.Load(ModelsFolder.Find("default", "image-encoder")).Process(images);

        using ImageFeatures features = encoder.Encode(pixels);

        Closeness.Within(golden.Floats("pooler_output"), features.Pooled!.Span, 1e-4);
        TensorBuffer<float> logits = (TensorBuffer<float>)features.Extras["logits"];
        Closeness.Within(golden.Floats("logits"), logits.Span, 1e-4);
        for (int i = 0; i < pictures.Length; i++)
        {
            LogSumExp.Normalize(logits);
            foreach (JsonElement top in pictures[i].GetProperty("top5").EnumerateArray())
            {
                Assert.Equal(top.GetProperty("probability").GetDouble(), Math.Exp(logits.Row(i)[top.GetProperty("id").GetInt32()]), 1e-4);
            }

            images[i].Dispose();
        }
    }
}
