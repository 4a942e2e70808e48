namespace Vlm.Onnx;

/// <summary>Walks the fields of one protobuf message. What does not fit ends the walk and is told by <see cref="Damaged"/>.</summary>
internal struct ProtobufReader(ReadOnlyMemory<byte> message)
{
    private const int VarintType = 0;
    private const int LongType = 1;
    private const int BytesType = 2;
    private const int IntType = 5;

    private int _at;
    private int _start;
    private int _type;

    public int Field { get; private set; }

    /// <summary>The field's value where it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>The field's value where it is a text, a message, a packed list or a number of fixed length; empty otherwise.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    public readonly bool IsBytes => _type == BytesType;

    /// <summary>The field as it stands in the message, with its key.</summary>
    public readonly ReadOnlyMemory<byte> Raw => message[_start.._at];

    public bool Damaged { get; private set; }

    /// <summary>Adds the field's whole numbers to a list: the one that it is, or those that are packed in it.</summary>
    public readonly void AddNumbers(List<long> list)
    {
        if (!IsBytes)
        {
            list.Add((long)Number);
            return;
        }

        ulong value = 0;
        int shift = 0;
        foreach (byte part in Bytes.Span)
        {
            value |= (ulong)(part & 0x7F) << (shift & 63);
            shift += 7;
            if (part < 0x80)
            {
                list.Add((long)value);
                (value, shift) = (0, 0);
            }
        }
    }

    public bool Next()
    {
        _start = _at;
        if (Damaged || _at >= message.Length || !Varint(out ulong key))
        {
            return false;
        }

        Field = (int)(key >> 3);
        _type = (int)(key & 7);
        switch (_type)
        {
            case VarintType:
                Damaged = !Varint(out ulong number);
                Number = number;
                Bytes = default;
                break;
            case BytesType when Varint(out ulong length) && length <= (ulong)(message.Length - _at):
                Take((int)length);
                break;
            case LongType or IntType when message.Length - _at >= (_type == LongType ? 8 : 4):
                Take(_type == LongType ? 8 : 4);
                break;
            default:
                Damaged = true;
                break;
        }

        return !Damaged;
    }

    private void Take(int length)
    {
        Bytes = message.Slice(_at, length);
        _at += length;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 64 && _at < message.Length; shift += 7)
        {
            byte part = message.Span[_at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        Damaged = true;
        return false;
    }
}
