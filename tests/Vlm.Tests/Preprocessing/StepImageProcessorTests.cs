using Vlm.Tests.Goldens;

namespace Vlm.Tests.Preprocessing;

[Collection(Alone.Name)]
public sealed class StepImageProcessorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Process_Batch_EqualsItsPicturesOneByOne()
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", "clip"));
        RgbImage[] images = [.. Enumerable.Range(0, 9).Select(i => Noise(40 + (17 * i), 150 - (11 * i), 4, i))];

        using PixelValues batch = subject.Process(images, Cancel);

        TensorBuffer<float> pixels = (TensorBuffer<float>)batch.Pixels;
        Assert.Equal([9, 3, 64, 64], pixels.Shape.ToArray());
        Assert.Equal(Enumerable.Repeat(1, 9), batch.Counts);
        for (int i = 0; i < images.Length; i++)
        {
            using PixelValues single = subject.Process([images[i]], Cancel);
            Assert.Equal(((TensorBuffer<float>)single.Pixels).Span, pixels.Row(i));
        }
    }

    [Fact]
    public void Process_ThreeAndFourBytesAPixel_GiveTheSame()
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", "siglip"));
        RgbImage four = Noise(53, 41, 4, 1);
        byte[] packed = new byte[53 * 41 * 3];
        for (int i = 0; i < 53 * 41; i++)
        {
            four.Pixels.Span.Slice(i * 4, 3).CopyTo(packed.AsSpan(i * 3));
        }

        using PixelValues expected = subject.Process([four], Cancel);
        using PixelValues actual = subject.Process([new RgbImage(packed, 53, 41)], Cancel);

        Assert.Equal(((TensorBuffer<float>)expected.Pixels).Span, ((TensorBuffer<float>)actual.Pixels).Span);
    }

    [Fact]
    public void Process_RowsWithPadding_GiveTheSame()
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", "siglip"));
        RgbImage wide = Noise(80, 60, 4, 2);
        RgbImage part = new(wide.Pixels, 70, 60, 4, wide.Stride);
        byte[] copy = new byte[70 * 60 * 4];
        for (int y = 0; y < 60; y++)
        {
            part.Row(y).CopyTo(copy.AsSpan(y * 70 * 4));
        }

        using PixelValues expected = subject.Process([new RgbImage(copy, 70, 60, 4)], Cancel);
        using PixelValues actual = subject.Process([part], Cancel);

        Assert.Equal(((TensorBuffer<float>)expected.Pixels).Span, ((TensorBuffer<float>)actual.Pixels).Span);
    }

    [Fact]
    public void Process_NoPictures_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => ImageProcessor.Load(GoldenFolder.Path("processors", "clip")).Process([], Cancel));

    [Fact]
    public void Process_SeveralTimes_AllocatesOnlyTheResult()
    {
        IImageProcessor subject = ImageProcessor.Load(GoldenFolder.Path("processors", "clip"));
        RgbImage[] images = [Noise(500, 375, 4, 3)];
        subject.Process(images, Cancel).Dispose();
        long least = long.MaxValue;

        // A collection that other tests cause may trim the pool in one round; what is allocated in every round is the code's own.
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                subject.Process(images, Cancel).Dispose();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / 10);
        }

        // The objects of the result: the tensor with its shape, its dictionary, and what holds them.
        Assert.InRange(least, 0, 208);
    }

    private static RgbImage Noise(int width, int height, int bytesPerPixel, int seed)
    {
        byte[] pixels = new byte[width * height * bytesPerPixel];
        new Random(seed).NextBytes(pixels);
        return new RgbImage(pixels, width, height, bytesPerPixel);
    }
}
