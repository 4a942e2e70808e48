using System.Buffers;
using System.Buffers.Binary;

namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Another format is one class: little-endian TIFF of uncompressed 8-bit red, green, blue in one strip.</summary>
public sealed class ToyTiffDecoder : IImageDecoder
{
    private const ushort ImageWidth = 256, ImageLength = 257, StripOffset = 273;
    private const int EntryLength = 12;

    public RgbImage Decode(ImageInput input, ImageDecodeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ImageLimits limits = (options ?? ImageDecodeOptions.Default).Limits;
        if (input.Pixels is not null || input.Raw is not null)
        {
            throw new ImageDecodeException(ImageDecodeReason.Unsupported, input.Name, "raw pixels are left to the next decoder.");
        }

        using IMemoryOwner<byte> file = input.ReadEncoded(limits.MaxEncodedBytes);
        ReadOnlySpan<byte> bytes = file.Memory.Span;
        if (!bytes.StartsWith("II*\0"u8))
        {
            throw new ImageDecodeException(ImageDecodeReason.NotAnImage, input.Name, "it is not a little-endian TIFF.");
        }

        int width = (int)Tag(bytes, ImageWidth), height = (int)Tag(bytes, ImageLength), start = (int)Tag(bytes, StripOffset);
        if (width < 1 || height < 1 || (long)width * height > limits.MaxPixels)
        {
            throw new ImageDecodeException(ImageDecodeReason.TooLarge, input.Name, $"{width}x{height} pixels, the limit is {limits.MaxPixels}.");
        }

        return start + (3L * width * height) <= bytes.Length
            ? new RgbImage(bytes.Slice(start, 3 * width * height).ToArray(), width, height)
            : throw new ImageDecodeException(ImageDecodeReason.Truncated, input.Name, $"{bytes.Length} bytes are too few for {width}x{height} pixels.");
    }

    private static uint Tag(ReadOnlySpan<byte> tiff, ushort tag)
    {
        int directory = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]), (uint)tiff.Length - 2);
        for (int at = directory + 2; at + EntryLength <= tiff.Length; at += EntryLength)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]) == tag)
            {
                return BinaryPrimitives.ReadUInt16LittleEndian(tiff[(at + 8)..]);
            }
        }

        return 0;
    }
}
