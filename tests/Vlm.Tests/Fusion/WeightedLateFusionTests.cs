using System.Text.Json;
using Vlm.Fusion;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Fusion;

public sealed class WeightedLateFusionTests
{
    [Fact]
    public void Fuse_BothHeads_EqualsGoldens()
    {
        SafetensorsFile golden = StarterGoldens.Read("vqa", "golden", "fusions.safetensors");
        using JsonDocument config = JsonDocument.Parse(File.ReadAllBytes(StarterGoldens.Path("vqa", "config.json")));
        JsonElement late = config.RootElement.GetProperty("fusions").GetProperty("late");
        string[] labels = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(StarterGoldens.Path("vqa", "answers.json")))!;
        using SessionImageHead imageHead = new(OnnxSession.Load(StarterGoldens.Path("vqa", "late", "image_head.onnx")), labels);
        using SessionTextHead textHead = new(OnnxSession.Load(StarterGoldens.Path("vqa", "late", "question_head.onnx")), labels);
        using ImageFeatures images = StarterGoldens.Images(3);
        using TextFeatures texts = StarterGoldens.Texts(golden, "question_states", "question_mask");

        using TensorBuffer<float> image = imageHead.Score(images);
        using TensorBuffer<float> text = textHead.Score(texts);
        using TensorBuffer<float> fused = new WeightedLateFusion(
            late.GetProperty("image_weight").GetSingle(), late.GetProperty("question_weight").GetSingle()).Fuse(image, text);

        Closeness.Within(golden.Floats("late.image_log_probabilities"), image.Span, 1e-4);
        Closeness.Within(golden.Floats("late.question_log_probabilities"), text.Span, 1e-4);
        Closeness.Within(golden.Floats("late.logits"), fused.Span, 1e-4);
        Assert.Equal(1280, imageHead.InputSizes.Sequence);
        Assert.Equal(384, textHead.InputSizes.Sequence);
    }

    [Fact]
    public void Fuse_OtherShapes_HasBoth()
    {
        using TensorBuffer<float> image = TensorBuffer.Rent<float>(2, 5);
        using TensorBuffer<float> text = TensorBuffer.Rent<float>(2, 4);

        Assert.Contains("expected [2,5], found [2,4]", Assert.Throws<TensorShapeException>(() => new WeightedLateFusion(1, 1).Fuse(image, text)).Message, StringComparison.Ordinal);
    }
}
