using SkiaSharp;
using Vlm.Imaging;

namespace Vlm.Tests.Imaging;

/// <summary>What decoding leaves to the garbage collector: the picture and the owner of its pixels, nothing else.</summary>
[Collection(Alone.Name)]
public sealed class DecodeAllocationTests
{
    [Fact]
    public void Decode_FromMemory_AllocatesOnlyItsResult()
    {
        using SKBitmap photo = SKBitmap.Decode(Path.Combine(Architecture.Repository.Root, "samples", "pictures", "china.jpg"));
        using SKData data = photo.Encode(SKEncodedImageFormat.Jpeg, 80);
        ImageInput input = data.ToArray();
        for (int i = 0; i < 50; i++)
        {
            ImageDecoder.Default.Decode(input).Dispose();
        }

        const int times = 200;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            ImageDecoder.Default.Decode(input).Dispose();
        }

        double each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times;
        DecodeMemory memory = new();
        byte[] pixel = new byte[4];

        // A pool may replace a buffer once among so many pictures; one object more for each would be 24 bytes at least.
        Assert.InRange(each, 1, 1 + Size(() => new MemoryReservation(memory)) + Size(() => new RgbImage(pixel, 1, 1, 4)));
    }

    private static int Size(Func<IDisposable> make)
    {
        make().Dispose();
        const int count = 100;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < count; i++)
        {
            make().Dispose();
        }

        return (int)((GC.GetAllocatedBytesForCurrentThread() - before) / count);
    }
}
