namespace Vlm.Onnx;

/// <summary>Bytes of a file.</summary>
/// <param name="Start">The first.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct FileSlice(long Start, long End)
{
    public long Length => End - Start;

    public byte[] Read(Stream file)
    {
        byte[] bytes = new byte[checked((int)Length)];
        file.Position = Start;
        file.ReadExactly(bytes);
        return bytes;
    }
}
