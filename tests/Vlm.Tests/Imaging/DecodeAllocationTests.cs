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

        double each = Enumerable.Range(0, 3).Min(_ => Each(input));
        DecodeMemory memory = new();
        byte[] pixel = new byte[4];
        Assert.InRange(each, 1, Size(() => new MemoryReservation(memory)) + Size(() => new RgbImage(pixel, 1, 1, 4)));
    }

    // The least of three rounds is asked for: a pool that replaces a buffer does so in one of them.
    private static double Each(ImageInput input)
    {
        const int times = 200;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            ImageDecoder.Default.Decode(input).Dispose();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)times;
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
