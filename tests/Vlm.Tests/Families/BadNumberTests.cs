using Vlm.Composition;
using Vlm.Folders;
using Vlm.Tests.Families.Conformance;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families;

/// <summary>Sessions whose numbers are none: the call fails with an error that names session, output and item, instead of giving results without meaning.</summary>
public sealed class BadNumberTests
{
    private static readonly GenerationOptions Few = new() { MaxNewTokens = 3 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("clip", "onnx/vision_model.onnx", "image_embeds")]
    [InlineData("siglip", "onnx/vision_model.onnx", "pooler_output")]
    public async Task EmbedImagesAsync_NaN_ErrorNamesOutputAndItem(string family, string session, string output)
    {
        using TinyCopy copy = new TinyCopy(family).WithNaN(session);
        using IVisionLanguageModel model = copy.Load();
        ImageInput[] pictures = [Picture(family), Picture(family)];

        VlmException error = await Assert.ThrowsAsync<VlmException>(() => model.EmbedImagesAsync(pictures, new EmbeddingOptions { Normalize = false, BatchSize = 1 }, Cancel));

        Assert.Contains(session, error.Message, StringComparison.Ordinal);
        Assert.Contains(output, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Index);
        Assert.Equal(2, (await model.EmbedTextsAsync(["a dog", "a cat"], null, Cancel)).Count);
        await Assert.ThrowsAsync<VlmException>(() => model.ScoreAsync(pictures, ["a dog"], null, Cancel));
        new LiveValues(model).AssertNone();
    }

    [Fact]
    public async Task EmbedTextsAsync_NaN_ErrorNamesOutputAndItem()
    {
        using TinyCopy copy = new TinyCopy("clip").WithNaN("onnx/text_model.onnx");
        using IVisionLanguageModel model = copy.Load();

        VlmException error = await Assert.ThrowsAsync<VlmException>(() => model.EmbedTextsAsync(["a dog"], null, Cancel));

        Assert.Contains("onnx/text_model.onnx: output 'text_embeds'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Index);
        Assert.Single(await model.EmbedImagesAsync([Picture("clip")], null, Cancel));
    }

    [Theory]
    [InlineData("owlvit")]
    [InlineData("owlv2")]
    public async Task DetectAsync_NaN_ErrorNamesSessionAndItem(string family)
    {
        using TinyCopy copy = new TinyCopy(family).WithNaN("onnx/model.onnx");
        using IVisionLanguageModel model = copy.Load();

        VlmException error = await Assert.ThrowsAsync<VlmException>(() => model.GetService<IObjectDetector>()!.DetectAsync([Picture(family)], ["a dog"], null, Cancel));

        Assert.Contains("onnx/model.onnx", error.Message, StringComparison.Ordinal);
        Assert.Contains("NaN", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, error.Index);
        new LiveValues(model).AssertNone();
    }

    [Theory]
    [InlineData("trocr", "onnx/decoder_model_merged.onnx", 1)]
    [InlineData("trocr", "onnx/encoder_model.onnx", 3)]
    [InlineData("florence2", "onnx/encoder_model.onnx", 1)]
    [InlineData("llava", "onnx/decoder_model_merged.onnx", 3)]
    [InlineData("llava", "onnx/vision_encoder.onnx", 1)]
    [InlineData("qwen3_vl", "onnx/vision_encoder.onnx", 1)]
    public async Task CaptionAsync_NaN_GenerationErrorAndNothingIsLeaked(string family, string session, int beams)
    {
        using TinyCopy copy = new TinyCopy(family).WithNaN(session);
        using IVisionLanguageModel model = copy.Load();
        GenerationOptions options = Few.Clone();
        options.NumBeams = beams;

        GenerationException error = await Assert.ThrowsAsync<GenerationException>(() => model.CaptionAsync([Picture(family)], options, Cancel));

        Assert.Contains("finite numbers", error.Message, StringComparison.Ordinal);
        new LiveValues(model).AssertNone();
    }

    [Fact]
    public async Task ClassifyAsync_NaN_ErrorNamesOutputAndItem()
    {
        IImageProcessor processor = FolderProcessor.Open(ModelFolder.Open(ModelsFolder.Find("tiny", "clip")), new VlmOptions());
        using IVisionLanguageModel model = VisionLanguageModel.CreateBuilder().UseImageEncoder(new NaNOfSecond(processor.Outputs), processor).Build();

        VlmException error = await Assert.ThrowsAsync<VlmException>(() => model.GetService<IImageClassifier>()!.ClassifyAsync([Picture("clip"), Picture("clip")], null, Cancel));

        Assert.Contains("'logits'", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Index);
    }

    private static ImageInput Picture(string family) => ImageInput.FromFile(ModelsFolder.Find("tiny", family, "golden", "images", "shapes.png"));

    // Gives logits, of which those of the second picture are none.
    private sealed class NaNOfSecond(IReadOnlyList<TensorSpec> inputs) : IImageEncoder
    {
        public IReadOnlyList<TensorSpec> Inputs => inputs;

        public FeatureSizes OutputSizes { get; } = new() { Pooled = 2 };

        public IReadOnlyList<string> ClassLabels { get; } = ["cat", "dog"];

        public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken)
        {
            TensorBuffer<float> pooled = TensorBuffer.Rent<float>(2, 2), logits = TensorBuffer.Rent<float>(2, 2);
            pooled.Span.Clear();
            logits.Span.Fill(1);
            logits.Row(1)[1] = float.NaN;
            return new ImageFeatures([0, 0], null, pooled, new Dictionary<string, TensorBuffer> { ["logits"] = logits });
        }

        public void Dispose()
        {
            // There is nothing to free.
        }
    }
}
