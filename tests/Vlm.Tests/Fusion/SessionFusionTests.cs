using Vlm.Fusion;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Fusion;

public sealed class SessionFusionTests
{
    [Theory]
    [InlineData("concatenation", 896)]
    [InlineData("cross_attention", 768)]
    public void Fuse_TrainedFusion_EqualsGoldens(string kind, int width)
    {
        SafetensorsFile golden = StarterGoldens.Read("vqa", "golden", "fusions.safetensors");
        using SessionFusion fusion = new(OnnxSession.Load(StarterGoldens.Path("vqa", kind, "fusion.onnx")));
        using ImageFeatures images = StarterGoldens.Images(3);
        using TextFeatures texts = StarterGoldens.Texts(golden, "question_states", "question_mask");

        using FusedFeatures fused = fusion.Fuse(images, texts);

        Closeness.Within(golden.Floats($"{kind}.fused"), fused.Pooled.Span, 1e-4);
        Assert.Equal("rows of 1280 (49 each), no pooled vector", fusion.ImageSizes.ToString());
        Assert.Equal("rows of 384, no pooled vector", fusion.TextSizes.ToString());
        Assert.Equal(width, fusion.OutputSizes.Pooled);
    }

    [Fact]
    public void Fuse_OtherNumberOfTexts_HasBothNumbers()
    {
        using SessionFusion fusion = Load("concatenation");
        using ImageFeatures images = Features.Images(2, 49, 1280);
        using TextFeatures texts = Features.Texts(3, 5, 384);

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => fusion.Fuse(images, texts));

        Assert.Contains("expected 2 texts for 2 pictures, found 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fuse_OtherWidth_NamesInputAndBothShapes()
    {
        using SessionFusion fusion = Load("concatenation");
        using ImageFeatures images = Features.Images(1, 49, 768);
        using TextFeatures texts = Features.Texts(1, 5, 384);

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => fusion.Fuse(images, texts));

        Assert.Contains("image_features", e.Message, StringComparison.Ordinal);
        Assert.Contains("[?,49,1280]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[1,49,768]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fuse_PicturesWithoutRows_SaysWhatIsMissing()
    {
        using SessionFusion fusion = Load("concatenation");
        using ImageFeatures images = new([0], pooled: TensorBuffer.Rent<float>(1, 1280));
        using TextFeatures texts = Features.Texts(1, 5, 384);

        Assert.Contains("rows (patches or cells) of the picture, found none", Assert.Throws<TensorShapeException>(() => fusion.Fuse(images, texts)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_NoFusion_SaysWhatItAsksFor()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("tiny", "clip", "onnx", "vision_model.onnx"));

        Assert.Contains("pixel_values", Assert.Throws<ModelFolderException>(() => new SessionFusion(session)).Message, StringComparison.Ordinal);
    }

    private static SessionFusion Load(string kind) => new(OnnxSession.Load(ModelsFolder.Find("default", "vqa", kind, "fusion.onnx")));
}
