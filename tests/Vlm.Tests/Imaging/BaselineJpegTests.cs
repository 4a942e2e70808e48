using System.Buffers;
using SkiaSharp;
using Vlm.Imaging;
using Vlm.Imaging.Jpeg;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

/// <summary>The library's own JPEG decoder beside the codec: the same bytes, or none.</summary>
public sealed class BaselineJpegTests
{
    public static TheoryData<int, int> Sizes =>
        new() { { 16, 1 }, { 17, 2 }, { 16, 16 }, { 31, 33 }, { 33, 17 }, { 47, 48 }, { 64, 64 }, { 65, 31 }, { 127, 40 }, { 500, 375 }, { 501, 374 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void TryDecode_EveryScaleQualityAndSampling_GivesTheCodecsBytes(int width, int height)
    {
        foreach (int quality in new[] { 1, 20, 75, 98 })
        {
            foreach (SKJpegEncoderDownsample sampling in Enum.GetValues<SKJpegEncoderDownsample>())
            {
                byte[] file = Noisy(width, height, quality, sampling);
                foreach (int scale in new[] { 1, 2 }.Where(scale => (width + scale - 1) / scale >= 16))
                {
                    AssertSame(file, scale, $"{sampling} {quality} 1/{scale}", mustDecode: true);
                }
            }
        }
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(8, 8)]
    [InlineData(8, 4)]
    [InlineData(4, 8)]
    public void TryDecode_LowestFrequenciesAlone_AreTheMeansOfTheWholePicture(int across, int down)
    {
        foreach (SKJpegEncoderDownsample sampling in Enum.GetValues<SKJpegEncoderDownsample>())
        {
            byte[] file = Noisy(300, 221, 90, sampling);
            byte[] reduced = Assert.IsType<byte[]>(Own(file, new ReducedScale(across, down)));
            byte[] whole = Assert.IsType<byte[]>(Own(file, ReducedScale.Whole));
            int width = (300 + across - 1) / across;
            double sum = 0;
            int count = 0;
            for (int y = 0; y < 160 / down; y++)
            {
                for (int x = 0; x < 300 / across; x++)
                {
                    for (int channel = 0; channel < 3; channel++, count++)
                    {
                        double mean = Enumerable.Range(0, across * down)
                            .Average(i => whole[(((((y * down) + (i / across)) * 300) + (x * across) + (i % across)) * 4) + channel]);
                        sum += Math.Abs(mean - reduced[(((y * width) + x) * 4) + channel]);
                    }
                }
            }

            Assert.InRange(sum / count, 0, 3);
        }
    }

    [Fact]
    public void TryDecode_RestartMarkers_AreFollowed()
    {
        byte[] file = File.ReadAllBytes(GoldenFolder.Path("convert", "inputs", "restart.jpg"));
        Assert.True(AssertSame(file, 1, "restart", mustDecode: true));

        // With one of them wrong the codec has to decide.
        file[file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD3]) + 1] = 0xD4;
        Assert.Null(Own(file, ReducedScale.Whole));
    }

    [Fact]
    public void TryDecode_GoldenFiles_GivesTheCodecsBytesOrLeavesThem()
    {
        int own = 0;
        foreach (string path in Directory.GetFiles(GoldenFolder.Path("convert", "inputs"), "*.jpg").Concat(Directory.GetFiles(GoldenFolder.Path("hostile"), "*.jpg")))
        {
            own += AssertSame(File.ReadAllBytes(path), 1, path, mustDecode: false) ? 1 : 0;
        }

        Assert.InRange(own, 10, int.MaxValue);
    }

    [Fact]
    public void TryDecode_DamagedFiles_NeverGivesOtherPixels()
    {
        Random random = new(5);
        byte[][] files = [Noisy(96, 80, 60, SKJpegEncoderDownsample.Downsample420), Noisy(80, 96, 90, SKJpegEncoderDownsample.Downsample444)];
        int own = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] damaged = [.. files[i % files.Length]];
            for (int k = 0; k <= i % 4; k++)
            {
                damaged[random.Next(2, damaged.Length)] = (byte)random.Next(256);
            }

            own += AssertSame(damaged, 1 + (i % 2), $"{i}", mustDecode: false) ? 1 : 0;
        }

        Assert.InRange(own, 300, 2900);
    }

    // Only what the codec calls a success may be decoded here, and must be the same then.
    private static bool AssertSame(byte[] file, int scale, string what, bool mustDecode)
    {
        byte[]? mine = Own(file, new ReducedScale(scale, scale));
        Assert.True(mine is not null || !mustDecode, what);
        if (mine is null)
        {
            return false;
        }

        byte[]? codec = Codec(file, scale);
        Assert.True(codec is not null && codec.AsSpan().SequenceEqual(mine), what);
        return true;
    }

    private static byte[]? Own(byte[] file, ReducedScale scale)
    {
        ImageDecodeOptions options = new() { FastDecode = true, TargetSize = (width, height) => (width / (2 * scale.Across), height / (2 * scale.Down)) };
        try
        {
            using EncodedPicture picture = EncodedPicture.Open(ImageInput.FromBytes(file), options, default, canReduce: true);
            if (picture.Scale != scale)
            {
                return null;
            }

            byte[] rgba = new byte[picture.Width * picture.Height * 4];
            return BaselineJpeg.TryDecode(picture, rgba, default) ? rgba : null;
        }
        catch (ImageDecodeException)
        {
            return null;
        }
    }

    private static unsafe byte[]? Codec(byte[] file, int scale)
    {
        using MemoryHandle pinned = file.AsMemory().Pin();
        using SKData data = SKData.Create((IntPtr)pinned.Pointer, file.Length);
        using SKCodec codec = SKCodec.Create(data);
        if (codec is null)
        {
            return null;
        }

        SKSizeI size = codec.GetScaledDimensions(1f / scale);
        SKImageInfo info = new(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        byte[] rgba = new byte[info.BytesSize];
        fixed (byte* target = rgba)
        {
            return codec.GetPixels(info, (IntPtr)target) == SKCodecResult.Success ? rgba : null;
        }
    }

    private static byte[] Noisy(int width, int height, int quality, SKJpegEncoderDownsample sampling)
    {
        using SKBitmap photo = SKBitmap.Decode(Path.Combine(Architecture.Repository.Root, "samples", "pictures", "flower.jpg"));
        using SKBitmap small = photo.Resize(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque), new SKSamplingOptions(SKCubicResampler.Mitchell));
        Random random = new(width);
        Span<byte> pixels = small.GetPixelSpan();
        for (int i = 0; i < pixels.Length; i++)
        {
            // A part of the picture is nothing but noise, whose coefficients are as large as they come.
            pixels[i] = i % 4 == 3 ? (byte)255 : i > pixels.Length * 3 / 4 ? (byte)(random.Next(2) * 255) : pixels[i];
        }

        using SKPixmap pixmap = small.PeekPixels();
        using SKData data = pixmap.Encode(new SKJpegEncoderOptions(quality, sampling, SKJpegEncoderAlphaOption.Ignore))!;
        return data.ToArray();
    }
}
