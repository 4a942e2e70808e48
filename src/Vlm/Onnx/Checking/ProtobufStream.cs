namespace Vlm.Onnx;

/// <summary>
/// Walks the fields of a protobuf file without reading what it skips: the structure of a model of a gigabyte is a few hundred
/// kilobytes. What does not fit ends the walk and is told by <see cref="Damaged"/>.
/// </summary>
internal sealed class ProtobufStream(Stream stream)
{
    private const int VarintType = 0, LongType = 1, BytesType = 2, IntType = 5;

    private readonly byte[] _buffer = new byte[1 << 12];
    private long _bufferStart;
    private int _buffered;

    public long Position { get; private set; }

    public long Length { get; } = stream.Length;

    public bool Damaged { get; private set; }

    public int Field { get; private set; }

    /// <summary>The field's value where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Where the field's bytes end, which begin at <see cref="Position"/>; the same as that for a number.</summary>
    public long End { get; private set; }

    public bool IsBytes { get; private set; }

    /// <summary>Reads the next field of a message that ends at <paramref name="end"/>. What follows is skipped by <see cref="Skip"/>, or walked, or read.</summary>
    public bool Next(long end)
    {
        if (Damaged || Position >= end || !Varint(end, out ulong key))
        {
            return false;
        }

        Field = (int)(key >> 3);
        IsBytes = false;
        ulong length = 0;
        switch ((int)(key & 7))
        {
            case VarintType:
                Damaged = !Varint(end, out ulong number);
                Number = number;
                break;
            case BytesType:
                IsBytes = true;
                Damaged = !Varint(end, out length);
                break;
            case LongType:
                length = 8;
                break;
            case IntType:
                length = 4;
                break;
            default:
                Damaged = true;
                break;
        }

        Damaged |= length > (ulong)(end - Position);
        End = Damaged ? Position : Position + (long)length;
        return !Damaged;
    }

    public void Skip() => Position = End;

    public void MoveTo(long position) => Position = position;

    /// <summary>The bytes of the field; none where they are more than <paramref name="most"/>.</summary>
    public byte[] Read(int most)
    {
        byte[] bytes = new byte[End - Position <= most ? End - Position : 0];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = ReadByte();
        }

        Skip();
        return bytes;
    }

    public bool Varint(long end, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 70 && Position < end; shift += 7)
        {
            byte part = ReadByte();
            value |= shift < 64 ? (ulong)(part & 0x7F) << shift : 0;
            if (part < 0x80)
            {
                return true;
            }
        }

        Damaged = true;
        return false;
    }

    private byte ReadByte()
    {
        long at = Position - _bufferStart;
        if (at < 0 || at >= _buffered)
        {
            stream.Position = _bufferStart = Position;
            _buffered = stream.ReadAtLeast(_buffer, 1, throwOnEndOfStream: true);
            at = 0;
        }

        Position++;
        return _buffer[at];
    }
}
