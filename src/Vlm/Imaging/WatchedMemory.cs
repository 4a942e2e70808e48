namespace Vlm.Imaging;

/// <summary>Encoded bytes as a stream that ends when the time is up or the caller cancels.</summary>
internal sealed class WatchedMemory(EncodedPicture picture, CancellationToken cancellationToken) : Stream
{
    private const int CheckEvery = 4096;

    private readonly ReadOnlyMemory<byte> _bytes = picture.Bytes;
    private int _at;
    private int _nextCheck;
    private bool _stopped;

    /// <summary>Whether more was asked for than there is.</summary>
    public bool ReadBeyondEnd { get; private set; }

    /// <summary>Called before every read.</summary>
    public Action? BeforeRead { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _bytes.Length;

    public override long Position
    {
        get => _at;
        set => _at = (int)Math.Clamp(value, 0, _bytes.Length);
    }

    public void ThrowIfStopped()
    {
        if (_stopped)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LimitChecks.CheckTime(picture.Started, picture.Limits, picture.Name);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, Left());
        ReadBeyondEnd |= count < buffer.Length;
        _bytes.Span.Slice(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int ReadByte()
    {
        if (Left() == 0)
        {
            ReadBeyondEnd = true;
            return -1;
        }

        return _bytes.Span[_at++];
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? _at : Length);
        return _at;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Left()
    {
        BeforeRead?.Invoke();
        if (_at >= _nextCheck)
        {
            _stopped |= cancellationToken.IsCancellationRequested || LimitChecks.IsOver(picture.Started, picture.Limits);
            _nextCheck = _at + CheckEvery;
        }

        return _stopped ? 0 : _bytes.Length - _at;
    }
}
