using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

/// <summary>Pictures of extreme shapes through every processor: tensors of bounded size, or a typed error.</summary>
[Collection(Alone.Name)]
public sealed class UnusualPictureTests
{
    private const long MostBytes = 1L << 30;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Processors => [.. ProcessorCase.All(ProcessorRules.V5).Select(c => c.Processor).Distinct()];

    [Theory]
    [MemberData(nameof(Processors))]
    public void Process_ExtremeShapes_GivesTensorsOrATypedError(string processor)
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", processor));
        long before = GC.GetTotalAllocatedBytes();
        foreach ((int width, int height) in ((int, int)[])[(1, 1), (1, 2), (2, 1), (1, 10_000), (10_000, 1), (3, 32_768), (32_768, 1)])
        {
            RgbImage picture = new(new byte[width * height * 3], width, height);
            try
            {
                using PixelValues pixels = subject.Process([picture], Cancel);
                Assert.All(subject.Outputs, output => Assert.True(output.Accepts(pixels.Tensors[output.Name].Shape)));
            }
            catch (InvalidInputException e)
            {
                Assert.Contains($"{width}x{height}", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, MostBytes);
    }

    [Theory]
    [MemberData(nameof(Processors))]
    public void Process_OnePixel_IsOneColour(string processor)
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", processor));
        using PixelValues pixels = subject.Process([new RgbImage(new byte[] { 10, 20, 30 }, 1, 1)], Cancel);
        Assert.Single(pixels.Counts);
        Assert.True(pixels.Pixels.Length > 0);
    }

    [Fact]
    public void Process_OneBadPictureOfABatch_IsNamed()
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", "qwen2_vl"));
        InvalidInputException e = Assert.Throws<InvalidInputException>(() => subject.Process([Noise(30, 30, 1), Noise(1, 400, 2)], Cancel));
        Assert.Equal(1, e.Index);
        Assert.Contains("1x400", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Process_ManyThreadsAtOnce_GiveTheSameTensors()
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", "lfm2_vl"));
        RgbImage[] pictures = [.. Enumerable.Range(0, 6).Select(i => Noise(50 + (90 * i), 300 - (40 * i), i))];
        float[][] expected = [.. pictures.Select(picture => Floats(subject, picture))];

        Parallel.For(0, 120, i => Assert.Equal(expected[i % 6], Floats(subject, pictures[i % 6])));
    }

    private static float[] Floats(IImageProcessor subject, RgbImage picture)
    {
        using PixelValues pixels = subject.Process([picture], Cancel);
        return ((TensorBuffer<float>)pixels.Pixels).Span.ToArray();
    }

    private static RgbImage Noise(int width, int height, int seed)
    {
        byte[] pixels = new byte[width * height * 3];
        new Random(seed).NextBytes(pixels);
        return new RgbImage(pixels, width, height);
    }
}
