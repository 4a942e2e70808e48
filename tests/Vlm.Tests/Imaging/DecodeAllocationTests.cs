using System.Runtime.CompilerServices;
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
        Assert.InRange(each, 1, Size<RgbImage>() + Size<MemoryReservation>());
    }

    private static int Size<T>()
    {
        const int count = 1000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < count; i++)
        {
            GC.SuppressFinalize(RuntimeHelpers.GetUninitializedObject(typeof(T)));
        }

        return (int)((GC.GetAllocatedBytesForCurrentThread() - before) / count);
    }
}
