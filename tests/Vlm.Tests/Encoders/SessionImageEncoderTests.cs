using Vlm.Encoders;
using Vlm.Onnx;
using Vlm.Tests.Goldens;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Encoders;

public sealed class SessionImageEncoderTests
{
    [Fact]
    public void Encode_EfficientNet_EqualsGoldens()
    {
        SafetensorsFile golden = SafetensorsFile.Read(SharedFolder.Find("models", "efficientnet-lite0", "golden", "outputs.safetensors"));
        string[] labels = [.. Enumerable.Range(0, 1000).Select(i => $"class {i}")];
        using SessionImageEncoder encoder = Load(labels, "default", "image-encoder", "onnx", "model.onnx");
        using PixelValues pixels = new(Normalised(golden.Bytes("pixels"), 8));

        using ImageFeatures features = encoder.Encode(pixels);

        Assert.Equal([8 * 49, 1280], features.Rows!.Shape.ToArray());
        Assert.Equal(Enumerable.Repeat(49, 8), features.Counts);
        Closeness.Within(golden.Floats("last_hidden_state"), features.Rows.Span, 5e-4);
        Closeness.Within(golden.Floats("pooler_output"), features.Pooled!.Span, 1e-4);
        Closeness.Within(golden.Floats("logits"), ((TensorBuffer<float>)features.Extras["logits"]).Span, 1e-4);
        Assert.Same(labels, encoder.ClassLabels);
        Assert.Equal("rows of 1280 (49 each), pooled 1280", encoder.OutputSizes.ToString());
    }

    [Theory]
    [InlineData("clip", "split.image_embeds", "no rows, pooled 32")]
    [InlineData("siglip", "split.vision.pooler_output", "rows of 48 (16 each), pooled 48")]
    public void Encode_VisionTower_EqualsGoldens(string family, string tensor, string sizes)
    {
        SafetensorsFile golden = SafetensorsFile.Read(ModelsFolder.Find("tiny", family, "golden", "tensors.safetensors"));
        using SessionImageEncoder encoder = Load([], "tiny", family, "onnx", "vision_model.onnx");
        using PixelValues pixels = new(golden.Tensor("pixel_values"));

        using ImageFeatures features = encoder.Encode(pixels);

        Closeness.Within(golden.Floats(tensor), features.Pooled!.Span, 1e-4);
        Assert.Equal(sizes, encoder.OutputSizes.ToString());
        Assert.Equal(3, features.BatchSize);
        Assert.Empty(encoder.ClassLabels);
    }

    [Theory]
    [InlineData((int)ImageParts.Rows)]
    [InlineData((int)ImageParts.Pooled)]
    [InlineData((int)(ImageParts.Rows | ImageParts.Extras))]
    public void Encode_SomeParts_TheSameBitsWithoutTheRest(int wanted)
    {
        ImageParts parts = (ImageParts)wanted;
        SafetensorsFile golden = SafetensorsFile.Read(ModelsFolder.Find("tiny", "siglip", "golden", "tensors.safetensors"));
        using PixelValues pixels = new(golden.Tensor("pixel_values"));
        using SessionImageEncoder encoder = Load([], "tiny", "siglip", "onnx", "vision_model.onnx");

        using ImageFeatures whole = encoder.Encode(pixels);
        using ImageFeatures features = encoder.Encode(pixels, parts, CancellationToken.None);

        Assert.Equal(parts.HasFlag(ImageParts.Rows) ? whole.Rows!.Span.ToArray() : null, features.Rows?.Span.ToArray());
        Assert.Equal(parts.HasFlag(ImageParts.Rows) ? whole.Rows!.Shape.ToArray() : null, features.Rows?.Shape.ToArray());
        Assert.Equal(parts.HasFlag(ImageParts.Pooled) ? whole.Pooled!.Span.ToArray() : null, features.Pooled?.Span.ToArray());
        Assert.Equal(3, features.BatchSize);
    }

    [Fact]
    public void Encode_SameInputTwice_SameBits()
    {
        SafetensorsFile golden = SafetensorsFile.Read(ModelsFolder.Find("tiny", "siglip", "golden", "tensors.safetensors"));
        using PixelValues pixels = new(golden.Tensor("pixel_values"));
        float[] Encode(int threads)
        {
            string path = ModelsFolder.Find("tiny", "siglip", "onnx", "vision_model.onnx");
            using SessionImageEncoder encoder = SessionImageEncoder.Create(OnnxSession.Load(path, new OnnxSessionOptions { IntraOpThreads = threads }), null, null, []);
            using ImageFeatures features = encoder.Encode(pixels);
            return features.Rows!.Span.ToArray();
        }

        Assert.Equal(Encode(1), Encode(4));
    }

    [Fact]
    public void Constructor_LabelsOfAnotherNumber_HasBothNumbers()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("default", "image-encoder", "onnx", "model.onnx"));

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => SessionImageEncoder.Create(session, null, null, ["cat", "dog"]));

        Assert.Contains("1000 classes, but there are 2 labels", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 30_000, 30_000)]
    [InlineData(3, int.MaxValue, int.MaxValue)]
    public void Constructor_PictureOfImpossibleSize_IsRefusedBeforeMemoryIsTaken(long channels, long height, long width)
    {
        using TemporaryFolder folder = new();
        TinyOnnx.WriteOpenPlaces(folder["model.onnx"], "pixel_values", [1, channels, height, width], "pooler_output");
        using OnnxSession session = OnnxSession.Load(folder["model.onnx"]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => SessionImageEncoder.Create(session, null, null, []));

        Assert.Contains("at most 67108864", e.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void Constructor_SizesLeftOpen_AreFoundByOneRun()
    {
        using TemporaryFolder folder = new();
        TinyOnnx.WriteOpenPlaces(folder["model.onnx"], "pixel_values", [1, 2, 5, 7], "pooler_output");
        using SessionImageEncoder encoder = SessionImageEncoder.Create(OnnxSession.Load(folder["model.onnx"]), null, null, []);

        Assert.Equal("no rows, pooled 70", encoder.OutputSizes.ToString());
    }

    [Fact]
    public void Constructor_OutputThatIsNotThere_ListsWhatIs()
    {
        using OnnxSession session = OnnxSession.Load(ModelsFolder.Find("tiny", "clip", "onnx", "vision_model.onnx"));

        ModelFolderException e = Assert.Throws<ModelFolderException>(() => SessionImageEncoder.Create(session, "last_hidden_state", null, []));

        Assert.Contains("no output 'last_hidden_state'; found: image_embeds: Float32 [?,32]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_PixelsOfAnotherSize_HasBothShapes()
    {
        using SessionImageEncoder encoder = Load([], "tiny", "clip", "onnx", "vision_model.onnx");
        using PixelValues pixels = new(TensorBuffer.Rent<float>(1, 3, 47, 48));

        TensorShapeException e = Assert.Throws<TensorShapeException>(() => encoder.Encode(pixels));

        Assert.Contains("[1,3,47,48]", e.Message, StringComparison.Ordinal);
    }

    internal static TensorBuffer<float> Normalised(byte[] pixels, int count)
    {
        const int Side = 224;
        TensorBuffer<float> result = TensorBuffer.Rent<float>(count, 3, Side, Side);
        Span<float> span = result.Span;
        for (int i = 0; i < pixels.Length; i++)
        {
            int picture = i / (Side * Side * 3), cell = i / 3 % (Side * Side), channel = i % 3;
            span[(((picture * 3) + channel) * Side * Side) + cell] = (pixels[i] - 127f) / 128f;
        }

        return result;
    }

    private static SessionImageEncoder Load(string[] labels, params string[] path) =>
        SessionImageEncoder.Create(OnnxSession.Load(ModelsFolder.Find(path)), null, null, labels);
}
