using System.Text.Json;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Heads;

public sealed class SessionFusedHeadTests
{
    [Theory]
    [InlineData("concatenation")]
    [InlineData("cross_attention")]
    public void Score_TrainedHead_EqualsGoldens(string kind)
    {
        SafetensorsFile golden = StarterGoldens.Read("vqa", "golden", "fusions.safetensors");
        string[] labels = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(StarterGoldens.Path("vqa", "answers.json")))!;
        using SessionFusedHead head = new(OnnxSession.Load(StarterGoldens.Path("vqa", kind, "head.onnx")), labels);
        using FusedFeatures fused = new(golden.Tensor($"{kind}.fused"));

        using TensorBuffer<float> logits = head.Score(fused);

        Closeness.Within(golden.Floats($"{kind}.logits"), logits.Span, 1e-4);
        Assert.Equal((int)golden.Shape($"{kind}.fused")[1], head.InputSizes.Pooled);
        Assert.Same(labels, head.Labels);
    }

    [Fact]
    public void Constructor_NoLabels_SaysSo()
    {
        using OnnxSession session = Load("concatenation");

        Assert.Contains("no labels", Assert.Throws<ModelFolderException>(() => new SessionFusedHead(session, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_OtherNumberOfLabels_HasBothNumbers()
    {
        using OnnxSession session = Load("concatenation");

        Assert.Contains("135 answers, but there are 2 labels", Assert.Throws<ModelFolderException>(() => new SessionFusedHead(session, ["yes", "no"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_FusionOfAnotherWidth_HasBothNumbers()
    {
        using SessionFusedHead head = new(Load("concatenation"), new string[135]);
        using FusedFeatures fused = new(TensorBuffer.Rent<float>(1, 768));

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => head.Score(fused));

        Assert.Contains("[?,896]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[1,768]", e.Message, StringComparison.Ordinal);
    }

    private static OnnxSession Load(string kind) => OnnxSession.Load(ModelsFolder.Find("default", "vqa", kind, "head.onnx"));
}
