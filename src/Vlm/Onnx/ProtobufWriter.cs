using System.Buffers.Binary;
using System.Text;

namespace Vlm.Onnx;

/// <summary>Writes the fields of protobuf messages, in the order in which they are given; what <see cref="ProtobufReader"/> reads.</summary>
internal sealed class ProtobufWriter
{
    private const int VarintType = 0;
    private const int BytesType = 2;
    private const int IntType = 5;
    private const int LongestLength = 5;

    private byte[] _bytes;
    private int _length;

    /// <param name="capacity">How many bytes are expected.</param>
    public ProtobufWriter(int capacity = 1024) => _bytes = new byte[capacity];

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Number(int field, long value)
    {
        Key(field, VarintType);
        Varint((ulong)value);
    }

    public void Single(int field, float value)
    {
        Key(field, IntType);
        BinaryPrimitives.WriteSingleLittleEndian(Extend(sizeof(float)), value);
    }

    public void Text(int field, string value)
    {
        Key(field, BytesType);
        int count = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)count);
        Encoding.UTF8.GetBytes(value, Extend(count));
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, BytesType);
        Varint((ulong)value.Length);
        value.CopyTo(Extend(value.Length));
    }

    /// <summary>A field as another message holds it, with its key.</summary>
    public void Raw(ReadOnlySpan<byte> field) => field.CopyTo(Extend(field.Length));

    public void Numbers(int field, ReadOnlySpan<long> values)
    {
        int start = Begin(field);
        foreach (long value in values)
        {
            Varint((ulong)value);
        }

        End(start);
    }

    /// <summary>Begins a message inside this one; <see cref="End"/> takes what is returned.</summary>
    public int Begin(int field)
    {
        Key(field, BytesType);
        Extend(LongestLength);
        return _length;
    }

    /// <summary>Ends the message that was begun last: its length is put before it, as short as it can be.</summary>
    public void End(int start)
    {
        int count = _length - start;
        int at = start - LongestLength;
        _length = at;
        Varint((ulong)count);
        _bytes.AsSpan(start, count).CopyTo(_bytes.AsSpan(_length));
        _length += count;
    }

    private void Key(int field, int type) => Varint(((ulong)field << 3) | (uint)type);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Extend(1)[0] = (byte)(value | 0x80);
        }

        Extend(1)[0] = (byte)value;
    }

    private Span<byte> Extend(int count)
    {
        int needed = checked(_length + count);
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max(needed, 2L * _bytes.Length), Array.MaxLength));
        }

        Span<byte> room = _bytes.AsSpan(_length, count);
        _length = needed;
        return room;
    }
}
