namespace Vlm.Imaging.Resizing;

/// <summary>Copies rows one below the other.</summary>
internal readonly struct CopySink(Memory<byte> target, int rowBytes) : IRowSink
{
    public void Write(int y, ReadOnlySpan<byte> pixels) => pixels[..rowBytes].CopyTo(target.Span[(y * rowBytes)..]);
}
