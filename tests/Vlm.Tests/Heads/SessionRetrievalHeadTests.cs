using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Heads;

public sealed class SessionRetrievalHeadTests
{
    private static string Image => StarterGoldens.Path("retrieval", "image_projection.onnx");
    private static string Text => StarterGoldens.Path("retrieval", "text_projection.onnx");

    [Fact]
    public void Embed_PicturesAndTexts_EqualGoldens()
    {
        SafetensorsFile golden = StarterGoldens.Read("retrieval", "golden", "projections.safetensors");
        using SessionRetrievalHead head = new(OnnxSession.Load(Image), OnnxSession.Load(Text), 17.5f, null, ScoreNormalization.Softmax);
        using ImageFeatures images = StarterGoldens.Images(3);
        using TextFeatures texts = StarterGoldens.Texts(golden, "text.last_hidden_state", "text.attention_mask");

        using TensorBuffer<float> imageEmbeddings = head.EmbedImages(images);
        using TensorBuffer<float> textEmbeddings = head.EmbedTexts(texts);

        Closeness.Within(golden.Floats("image.image_embeds"), imageEmbeddings.Span, 1e-5);
        Closeness.Within(golden.Floats("text.text_embeds"), textEmbeddings.Span, 1e-5);
        float[] similarity = golden.Floats("similarity");
        for (int i = 0; i < 12; i++)
        {
            float dot = System.Numerics.Tensors.TensorPrimitives.Dot(imageEmbeddings.Row(i / 4), (ReadOnlySpan<float>)textEmbeddings.Row(i % 4));
            Assert.Equal(similarity[i], dot, 1e-5);
        }

        Assert.Equal(384, head.EmbeddingSize);
        Assert.Equal("rows of 1280 (49 each), no pooled vector", head.ImageSizes.ToString());
        Assert.Equal("rows of 384, no pooled vector", head.TextSizes.ToString());
    }

    [Fact]
    public void Constructor_SpacesOfDifferentWidth_HasBoth()
    {
        using OnnxSession image = OnnxSession.Load(ModelsFolder.Find("default", "vqa", "late", "image_head.onnx"));
        using OnnxSession text = OnnxSession.Load(Text);

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => new SessionRetrievalHead(image, text, null, null, ScoreNormalization.Softmax));

        Assert.Contains("[?,135]", e.Message, StringComparison.Ordinal);
        Assert.Contains("[?,384]", e.Message, StringComparison.Ordinal);
    }
}
