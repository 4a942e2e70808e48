using System.Buffers;
using SkiaSharp;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>
/// Encoded bytes for a codec that cannot be interrupted: when the time is up or the caller cancels, they end, and so does
/// the codec. Only where decoding may take long; elsewhere the codec reads the memory itself.
/// </summary>
internal sealed unsafe class WatchedStream(MemoryHandle pinned, EncodedPicture picture, CancellationToken cancellationToken) : SKAbstractManagedStream
{
    private const long LongPixels = 4_000_000;
    private const int LongBytes = 1 << 20;

    private readonly byte* _bytes = (byte*)pinned.Pointer;
    private readonly int _length = picture.Bytes.Length;
    private long _at;
    private bool _stopped;

    /// <summary>WebP and BMP are read from memory in any case, and take a time that their number of pixels bounds.</summary>
    public static bool Needs(in EncodedPicture picture)
    {
        ImageHeader header = picture.Header;
        bool interruptible = header.Format is ImageFormat.Jpeg or ImageFormat.Png or ImageFormat.Gif;
        bool tight = picture.Limits.MaxDecodeTime < TimeSpan.FromSeconds(1);
        return interruptible && (tight || picture.Bytes.Length >= LongBytes || Work(picture) >= LongPixels);
    }

    public void ThrowIfStopped()
    {
        if (_stopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LimitChecks.CheckTime(picture.Started, picture.Limits, picture.Name);
        }
    }

    protected override IntPtr OnRead(IntPtr buffer, IntPtr size)
    {
        long count = Math.Min(size, Left());
        if (buffer != IntPtr.Zero && count > 0)
        {
            new ReadOnlySpan<byte>(_bytes + _at, (int)count).CopyTo(new Span<byte>((void*)buffer, (int)count));
        }

        _at += count;
        return checked((IntPtr)count);
    }

    protected override IntPtr OnPeek(IntPtr buffer, IntPtr size)
    {
        long at = _at;
        IntPtr count = OnRead(buffer, size);
        _at = at;
        return count;
    }

    protected override bool OnIsAtEnd() => Left() == 0;

    protected override bool OnHasPosition() => true;

    protected override bool OnHasLength() => true;

    protected override bool OnRewind() => OnSeek(0);

    protected override IntPtr OnGetPosition() => checked((IntPtr)_at);

    protected override IntPtr OnGetLength() => _length;

    protected override bool OnSeek(IntPtr position)
    {
        _at = Math.Clamp(position, 0, _length);
        return _at == position;
    }

    protected override bool OnMove(int offset) => OnSeek(checked((IntPtr)(_at + offset)));

    protected override IntPtr OnCreateNew() => IntPtr.Zero;

    // A progressive scan of a few bytes may pass over the whole picture.
    private static long Work(in EncodedPicture picture) =>
        picture.Header.Width * picture.Header.Height * (picture.Header is { Format: ImageFormat.Jpeg, Passes: true } ? JpegStructure.CountScans(picture.Bytes.Span) : 1);

    private long Left()
    {
        _stopped |= cancellationToken.IsCancellationRequested || LimitChecks.IsOver(picture.Started, picture.Limits);
        return _stopped ? 0 : _length - _at;
    }
}
