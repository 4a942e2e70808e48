using System.Buffers.Binary;
using System.Text;

namespace Vlm.Onnx;

/// <summary>A weight of a graph: its shape, and its values where they stand in the file as 32- or 16-bit floats.</summary>
internal sealed record OnnxWeight(string Name, IReadOnlyList<long> Shape, int Type, ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Floats)
{
    private const int Float32 = 1;
    private const int Float16 = 10;

    public static OnnxWeight Read(ReadOnlyMemory<byte> bytes)
    {
        string name = "";
        int type = 0;
        List<long> shape = [];
        ReadOnlyMemory<byte> raw = default, floats = default;
        ProtobufReader weight = new(bytes);
        while (weight.Next())
        {
            switch (weight.Field)
            {
                case 1:
                    weight.AddNumbers(shape);
                    break;
                case 2:
                    type = (int)weight.Number;
                    break;
                case 4 when weight.IsBytes:
                    floats = weight.Bytes;
                    break;
                case 8:
                    name = Encoding.UTF8.GetString(weight.Bytes.Span);
                    break;
                case 9:
                    raw = weight.Bytes;
                    break;
            }
        }

        return new OnnxWeight(name, shape, type, raw, floats);
    }

    /// <summary>The value of an operator Constant; null where it has none that is a tensor.</summary>
    public static OnnxWeight? OfConstant(ReadOnlyMemory<byte> node)
    {
        ProtobufReader fields = new(node);
        while (fields.Next())
        {
            ProtobufReader attribute = new(fields.Field == 5 && fields.IsBytes ? fields.Bytes : default);
            while (attribute.Next())
            {
                if (attribute.Field == 5 && attribute.IsBytes)
                {
                    return Read(attribute.Bytes);
                }
            }
        }

        return null;
    }

    /// <summary>The values as single-precision numbers; null where they are not there or of another type.</summary>
    public float[]? ToSingles()
    {
        long count = Shape.Aggregate(1L, (product, dimension) => product * dimension);
        ReadOnlySpan<byte> bytes = Raw.IsEmpty ? Floats.Span : Raw.Span;
        int width = Type == Float16 ? 2 : sizeof(float);
        if (Type is not (Float32 or Float16) || (Type == Float16 && Raw.IsEmpty) || count <= 0 || bytes.Length != count * width)
        {
            return null;
        }

        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Type == Float16 ? (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * width)..]) : BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * width)..]);
        }

        return values;
    }
}
