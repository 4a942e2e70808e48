using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

public sealed class ProcessorRulesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("donut", ProcessorRules.V4)]
    [InlineData("owlv2", ProcessorRules.V4)]
    [InlineData("janus", ProcessorRules.V5)]
    public void Load_WithoutRules_TakesThoseThatTheModelWasTrainedWith(string processor, ProcessorRules trained)
    {
        string folder = GoldenFolder.Path("processors", processor);
        ProcessorRules other = trained == ProcessorRules.V4 ? ProcessorRules.V5 : ProcessorRules.V4;
        Assert.Equal(Pixels(ImageProcessor.Load(folder, trained)), Pixels(ImageProcessor.Load(folder)));
        Assert.NotEqual(Pixels(ImageProcessor.Load(folder, other)), Pixels(ImageProcessor.Load(folder)));
    }

    [Fact]
    public void Load_ProcessorConfig_ReadsTheImageProcessorInIt()
    {
        using TemporaryFolder folder = new();
        string golden = GoldenFolder.Path("processors", "janus");
        string inner = File.ReadAllText(Path.Combine(golden, "preprocessor_config.json"));
        folder.Write("processor_config.json", $$"""{ "processor_class": "JanusProcessor", "image_processor": {{inner}} }""");
        Assert.Equal(Pixels(ImageProcessor.Load(golden)), Pixels(ImageProcessor.Load(folder.Path)));

        string wrong = folder.Write("processor_config.json", """{ "image_processor": { "image_processor_type": "JanusImageProcessor", "min_size": -3 } }""");
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => ImageProcessor.Load(folder.Path));
        Assert.Equal((wrong, "image_processor.min_size"), (e.Path, e.Key));
    }

    private static float[] Pixels(IImageProcessor subject)
    {
        using RgbImage picture = ImageDecoder.Default.Decode(GoldenFolder.Path("processors", "inputs", "small_31x29.png"), cancellationToken: Cancel);
        using PixelValues pixels = subject.Process([picture], Cancel);
        return ((TensorBuffer<float>)pixels.Pixels).Span.ToArray();
    }
}
