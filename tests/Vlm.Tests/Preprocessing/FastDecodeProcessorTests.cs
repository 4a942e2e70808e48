using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

/// <summary>What a reduced scale changes in a processor's tensors: values a little, shapes, masks and grids not at all.</summary>
public sealed class FastDecodeProcessorTests
{
    private const string Photo = "rocket.jpg";

    public static TheoryData<string> Processors =>
        [.. ProcessorCase.All(ProcessorRules.V5).Select(c => c.Processor).Distinct()];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Processors))]
    public void Process_Reduced_KeepsEveryShapeMaskAndGrid(string processor)
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", processor));
        ImageInput photo = Path.Combine(Architecture.Repository.Root, "samples", "pictures", Photo);
        using RgbImage whole = ImageDecoder.Default.Decode(photo, cancellationToken: Cancel);
        using RgbImage reduced = ImageDecoder.Default.Decode(photo, new ImageDecodeOptions { FastDecode = true }.For(subject), Cancel);
        using PixelValues expected = subject.Process([whole], Cancel);
        using PixelValues actual = subject.Process([reduced], Cancel);

        Assert.Equal(expected.Grids.Select(Numbers), actual.Grids.Select(Numbers));
        Assert.Equal(expected.Tensors.Keys, actual.Tensors.Keys);
        foreach ((string name, TensorBuffer tensor) in expected.Tensors)
        {
            Assert.Equal(tensor.Shape.ToArray(), actual.Tensors[name].Shape.ToArray());
            if (tensor is TensorBuffer<float> values && actual.Tensors[name] is TensorBuffer<float> others)
            {
                float[] differences = [.. values.Span.ToArray().Zip(others.Span.ToArray(), (a, b) => Math.Abs(a - b))];
                Assert.InRange(differences.Average(), 0, whole.Width == reduced.Width ? 0 : 0.1);
            }
            else if (tensor is TensorBuffer<long> numbers && actual.Tensors[name] is TensorBuffer<long> same)
            {
                Assert.Equal(numbers.Span, same.Span);
            }
        }
    }

    [Theory]
    [InlineData("nougat")]
    [InlineData("donut_align")]
    [InlineData("llava_pad")]
    [InlineData("gemma3_pan_and_scan")]
    public void TargetSize_ProcessorThatNeedsAllPixels_HasNone(string processor) =>
        Assert.Null(ImageProcessor.Load(GoldenFolder.Path("processors", processor)).TargetSize(4000, 3000));

    [Theory]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","size":{"shortest_edge":224}}""", 298, 224)]
    [InlineData("""{"image_processor_type":"SiglipImageProcessor","size":{"height":224,"width":224}}""", 224, 224)]
    [InlineData("""{"image_processor_type":"CLIPImageProcessor","do_resize":false}""", 4000, 3000)]
    [InlineData("""{"image_processor_type":"SmolVLMImageProcessor","size":{"longest_edge":2048},"max_image_size":{"longest_edge":512}}""", 2048, 1536)]
    public void TargetSize_Settings_IsTheFirstResize(string settings, int width, int height)
    {
        using TemporaryFolder folder = new();
        IImageProcessor subject = ImageProcessor.Load(folder.Write("preprocessor_config.json", settings));
        Assert.Equal((width, height), subject.TargetSize(4000, 3000));
    }

    [Fact]
    public async Task EmbedImage_FastDecode_IsCloseToTheExactOne()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        string photo = Path.Combine(Architecture.Repository.Root, "samples", "pictures", "retina.jpg");
        Embedding exact = await model.EmbedImageAsync(photo, cancellationToken: Cancel);
        Embedding fast = await model.EmbedImageAsync(photo, new EmbeddingOptions { Decode = new ImageDecodeOptions { FastDecode = true } }, Cancel);
        Assert.NotEqual(exact.Vector.ToArray(), fast.Vector.ToArray());
        Assert.InRange(Embedding.CosineSimilarity(exact, fast), 0.99, 1.001);
    }

    private static (int, int, int, int) Numbers(ImageGrid grid) => (grid.Rows, grid.Columns, grid.Height, grid.Width);
}
