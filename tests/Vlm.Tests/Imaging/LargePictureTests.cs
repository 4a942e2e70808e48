using Vlm.Imaging.Resizing;

namespace Vlm.Tests.Imaging;

[Collection(Alone.Name)]
public sealed class LargePictureTests
{
    private const int Width = 2400;
    private const int Height = 1800;

    private static readonly byte[] Source = Noise();

    [Theory]
    [InlineData(ResizeFilter.Bicubic, 224, 224)]
    [InlineData(ResizeFilter.Lanczos, 1999, 101)]
    [InlineData(ResizeFilter.Bilinear, 3001, 1800)]
    [InlineData(ResizeFilter.Box, 2400, 700)]
    public void Resize_OnSeveralThreads_GivesTheBytesOfOne(ResizeFilter filter, int width, int height)
    {
        byte[] expected = Resize(new ResizeRequest(width, height, filter) { Bands = 1 });
        Assert.Equal(expected, Resize(new ResizeRequest(width, height, filter)));
        Assert.Equal(expected, Resize(new ResizeRequest(width, height, filter) { Bands = 13 }));
    }

    [Fact]
    public void Resize_AfterTheFirst_AllocatesNothing()
    {
        byte[] result = new byte[224 * 224 * 4];
        ResizeRequest request = new(224, 224, ResizeFilter.Bicubic) { Bands = 4 };
        CopySink sink = new(result, 224 * 4);
        PixelRows rows = new(Source, Width * 4, Width, Height);
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < 4; i++)
            {
                Resizer.Resize(rows, request, sink);
            }

            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / 4);
        }

        Assert.InRange(least, 0, 64);
    }

    [Fact]
    public void Resize_SinkThatFails_ThrowsOnTheCallersThread()
    {
        PixelRows rows = new(Source, Width * 4, Width, Height);
        ResizeRequest request = new(224, 224, ResizeFilter.Bicubic) { Bands = 4 };
        Assert.Throws<InvalidOperationException>(() => Resizer.Resize(rows, request, default(FailingSink)));
        Assert.Equal(Resize(request with { Bands = 1 }), Resize(request));
    }

    private static byte[] Resize(ResizeRequest request)
    {
        byte[] result = new byte[request.Width * request.Height * 4];
        Resizer.Resize(new PixelRows(Source, Width * 4, Width, Height), request, new CopySink(result, request.Width * 4));
        return result;
    }

    private static byte[] Noise()
    {
        byte[] pixels = new byte[Width * Height * 4];
        new Random(7).NextBytes(pixels);
        return pixels;
    }

    private readonly struct FailingSink : IRowSink
    {
        public void Write(int y, ReadOnlySpan<byte> pixels)
        {
            if (y == 200)
            {
                throw new InvalidOperationException("row 200");
            }
        }
    }
}
