using System.Buffers.Binary;

namespace Vlm.Tests.Imaging;

public sealed class BmpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_FiveSixFiveBits_WidensAsPillow(bool managed)
    {
        ushort[] pixels = [.. Enumerable.Range(0, 64).Select(i => (ushort)(((i / 2) << 11) | (i << 5) | (31 - (i / 2))))];
        byte[] expected = [.. Enumerable.Range(0, 64).SelectMany(i => new[] { (byte)(i / 2 * 255 / 31), (byte)(i * 255 / 63), (byte)((31 - (i / 2)) * 255 / 31) })];
        using RgbImage image = (managed ? ImageDecoder.Managed : ImageDecoder.Default).Decode(BitFields(16, [0xF800, 0x07E0, 0x001F], pixels));
        Assert.Equal(expected, Pictures.Rgb(image));
    }

    [Theory]
    [InlineData(16, new uint[] { 0xF000, 0x0F00, 0x00F0 }, ImageDecodeReason.Unsupported)]
    [InlineData(32, new uint[] { 0x00FF0000, 0x0000F0F0, 0x000000FF }, ImageDecodeReason.Corrupt)]
    public void Decode_OddMasks_IsRefused(ushort bits, uint[] masks, ImageDecodeReason expected)
    {
        byte[] file = BitFields(bits, masks, new ushort[bits / 16 * 4]);
        Assert.Equal(expected, Assert.Throws<ImageDecodeException>(() => ImageDecoder.Default.Decode(file)).Reason);
    }

    // One row, top down, behind a header of 40 bytes and its three masks.
    private static byte[] BitFields(ushort bits, uint[] masks, ushort[] pixels)
    {
        byte[] file = new byte[66 + (pixels.Length * 2)];
        "BM"u8.CopyTo(file);
        (file[10], file[14], file[26], file[28], file[30]) = (66, 40, 1, (byte)bits, 3);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), pixels.Length * 16 / bits);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), -1);
        for (int i = 0; i < 3; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(54 + (4 * i)), masks[i]);
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(66 + (2 * i)), pixels[i]);
        }

        return file;
    }
}
