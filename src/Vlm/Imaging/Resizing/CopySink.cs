namespace Vlm.Imaging.Resizing;

/// <summary>Copies rows one below the other.</summary>
internal readonly ref struct CopySink(Span<byte> target, int rowBytes) : IRowSink
{
    private readonly Span<byte> _target = target;

    public void Write(int y, ReadOnlySpan<byte> pixels) => pixels[..rowBytes].CopyTo(_target[(y * rowBytes)..]);
}
