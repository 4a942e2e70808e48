namespace Vlm.Tests.Training.Features;

/// <summary>A file on a disk that fills after so many bytes.</summary>
internal sealed class FullDiskStream(string path, long room) : FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)
{
    private long _written;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _written += buffer.Length;
        if (_written > room)
        {
            base.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space left on device.");
        }

        base.Write(buffer);
    }
}
