using System.Text;

namespace Vlm.Onnx;

/// <summary>What a stored tensor claims to be, beside what of it is there.</summary>
internal sealed class TensorClaim
{
    private const int MaxName = 1 << 10, MaxLocation = 1 << 12, ExternalLocation = 1, HalfByte = 4;

    // Bits of an element by TensorProto.DataType of the ONNX specification (onnx.proto); 0 where they are not known or not fixed.
    private static readonly byte[] ElementBits = [0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4];

    private readonly List<long> _shape = [];
    private int _type;
    private long? _rawBytes;
    private long _typedBytes;
    private int _typedWidth = 1;

    private TensorClaim()
    {
    }

    public string Name { get; private set; } = "";

    public IReadOnlyList<long> Shape => _shape;

    /// <summary>Whether its values stand in another file.</summary>
    public bool IsExternal { get; private set; }

    public string Location { get; private set; } = "";

    public long Offset { get; private set; }

    /// <summary>How many bytes of the other file are its own; null where the tensor does not say.</summary>
    public long? Length { get; private set; }

    /// <summary>The bytes that its values need, by shape and type; null where that is not known.</summary>
    public Int128? Needed => Bits == 0 || Count < 0 ? null : ((Count * Bits) + 7) / 8;

    /// <summary>The product of the dimensions; -1 where one is negative, or where there are more elements than any file has bytes.</summary>
    public Int128 Count
    {
        get
        {
            Int128 count = 1;
            foreach (long dimension in _shape)
            {
                count = dimension < 0 || count < 0 || count > long.MaxValue ? -1 : count * dimension;
            }

            return count > long.MaxValue ? -1 : count;
        }
    }

    /// <summary>Whether the values that stand in the file itself are fewer than the shape says.</summary>
    public bool IsShort => _rawBytes is { } raw
        ? Needed is { } needed && raw < needed
        : _typedBytes < (Bits == HalfByte ? (Count + 1) / 2 : Count) * _typedWidth;

    public long BytesHere => _rawBytes ?? _typedBytes;

    private int Bits => _type >= 0 && _type < ElementBits.Length ? ElementBits[_type] : 0;

    /// <summary>Reads a TensorProto that ends at <paramref name="end"/>.</summary>
    public static TensorClaim Read(ProtobufStream file, long end)
    {
        TensorClaim claim = new();
        while (file.Next(end))
        {
            long last = file.End;
            claim.Take(file);
            file.MoveTo(last);
        }

        return claim;
    }

    private void Take(ProtobufStream file)
    {
        switch (file.Field)
        {
            case 1 when file.IsBytes:
                while (file.Position < file.End && file.Varint(file.End, out ulong dimension))
                {
                    _shape.Add((long)dimension);
                }

                break;
            case 1:
                _shape.Add((long)file.Number);
                break;
            case 2:
                _type = (int)file.Number;
                break;
            case 4 or 5 or 6 or 7 or 10 or 11:
                // Numbers as repeated fields, packed or one by one, or texts. A float takes 4 bytes, a double 8, any other one or more.
                _typedWidth = file.Field switch { 4 => 4, 10 => 8, _ => 1 };
                _typedBytes += file.End > file.Position ? file.End - file.Position : 1;
                break;
            case 8:
                Name = Encoding.UTF8.GetString(file.Read(MaxName));
                break;
            case 9:
                _rawBytes = file.End - file.Position;
                break;
            case 13 when file.IsBytes:
                TakeEntry(file, file.End);
                break;
            case 14:
                IsExternal = file.Number == ExternalLocation;
                break;
        }
    }

    private void TakeEntry(ProtobufStream file, long end)
    {
        string key = "", value = "";
        while (file.Next(end))
        {
            string text = Encoding.UTF8.GetString(file.Read(MaxLocation));
            key = file.Field == 1 ? text : key;
            value = file.Field == 2 ? text : value;
        }

        switch (key)
        {
            case "location":
                Location = value;
                break;
            case "offset":
                Offset = long.TryParse(value, out long offset) ? offset : -1;
                break;
            case "length":
                Length = long.TryParse(value, out long length) ? length : -1;
                break;
        }
    }
}
