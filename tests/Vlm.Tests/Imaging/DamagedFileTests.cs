using CsCheck;
using Vlm.Imaging;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Imaging;

public sealed class DamagedFileTests
{
    private static readonly byte[][] Files =
    [
        .. Directory.GetFiles(GoldenFolder.Path("convert", "inputs")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes),
    ];

    private static readonly ImageDecodeOptions Options = new() { Limits = new ImageLimits { MaxPixels = 1_000_000 } };

    [Fact]
    public void Decode_DamagedFile_GivesAPictureOrATypedError() =>
        Gen.Select(Gen.Int[0, Files.Length - 1], Gen.Int[0, 1 << 20], Gen.Int[0, 6], Gen.Bool).Sample(
            (file, seed, changes, cut) =>
            {
                Random random = new(seed);
                byte[] bytes = [.. Files[file]];
                for (int i = 0; i < changes; i++)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                int length = cut ? random.Next(bytes.Length) : bytes.Length;
                try
                {
                    using RgbImage image = new SkiaImageDecoder().Decode(ImageInput.FromBytes(bytes.AsMemory(0, length)), Options, TestContext.Current.CancellationToken);
                    Assert.Equal(image.Width * 4, image.Row(image.Height - 1).Length);
                }
                catch (ImageDecodeException e)
                {
                    Assert.NotEqual(ImageDecodeReason.NotFound, e.Reason);
                }
            },
            iter: 20_000);
}
