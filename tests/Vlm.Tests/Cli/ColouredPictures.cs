using System.Buffers.Binary;

namespace Vlm.Tests.Cli;

/// <summary>Small pictures of one colour with some noise, as .bmp files.</summary>
internal static class ColouredPictures
{
    private const int Side = 32;

    public static void Write(string path, byte red, byte green, byte blue, int seed)
    {
        const int head = 54, bytes = Side * Side * 3;
        byte[] file = new byte[head + bytes];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), head);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), Side);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), Side);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        Random random = new(seed);
        for (int i = head; i < file.Length; i += 3)
        {
            (file[i], file[i + 1], file[i + 2]) = (Noisy(blue), Noisy(green), Noisy(red));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);

        byte Noisy(byte value) => (byte)Math.Clamp(value + random.Next(-60, 61), 0, 255);
    }
}
