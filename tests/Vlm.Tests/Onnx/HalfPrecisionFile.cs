using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Vlm.Onnx;

namespace Vlm.Tests.Onnx;

/// <summary>
/// Rewrites an .onnx file in half precision, as the published _fp16 files are: weights, constants, casts, and what it reads and gives.
/// Numbers beyond the range of half precision become its largest ones, so that masks stay finite.
/// </summary>
internal static class HalfPrecisionFile
{
    private const long Float = 1, Half16 = 10;
    private const int ModelGraph = 7, GraphNode = 1, GraphInitializer = 5, GraphInput = 11, GraphOutput = 12, GraphValue = 13;
    private const int NodeAttribute = 5, AttributeName = 1, AttributeInteger = 3, AttributeTensor = 5, AttributeGraph = 6;
    private const int TensorType = 2, TensorFloats = 4, TensorRaw = 9;

    public static void Write(string source, string target) => File.WriteAllBytes(target, Each(File.ReadAllBytes(source), (field, bytes) => field == ModelGraph ? Graph(bytes) : null));

    private static byte[] Graph(ReadOnlyMemory<byte> graph) => Each(graph, (field, bytes) => field switch
    {
        GraphNode => Each(bytes, (inner, attribute) => inner == NodeAttribute ? Attribute(attribute) : null),
        GraphInitializer => Tensor(bytes),

        // A value's type (2) is a tensor's (1), whose element type is a number (1).
        GraphInput or GraphOutput or GraphValue => Each(bytes, (inner, type) => inner != 2 ? null : Each(type, (kind, tensor) => kind == 1 ? Element(tensor, 1) : null)),
        _ => null,
    });

    private static byte[] Attribute(ReadOnlyMemory<byte> attribute)
    {
        bool isCast = Encoding.UTF8.GetString(Bytes(attribute, AttributeName)) == "to";
        return isCast ? Element(attribute, AttributeInteger) : Each(attribute, (field, bytes) => field switch
        {
            AttributeTensor => Tensor(bytes),
            AttributeGraph => Graph(bytes),
            _ => null,
        });
    }

    private static byte[] Tensor(ReadOnlyMemory<byte> tensor)
    {
        ProtobufReader reader = new(tensor);
        ProtobufWriter writer = new();
        List<byte> halves = [];
        bool isFloat = Number(tensor, TensorType) == Float;
        while (isFloat && reader.Next())
        {
            if (reader.Field is TensorRaw or TensorFloats)
            {
                foreach (float number in MemoryMarshal.Cast<byte, float>(reader.Bytes.Span))
                {
                    byte[] half = new byte[2];
                    BinaryPrimitives.WriteHalfLittleEndian(half, (Half)Math.Clamp(number, (float)Half.MinValue, (float)Half.MaxValue));
                    halves.AddRange(half);
                }
            }
            else if (reader.Field != TensorType)
            {
                writer.Raw(reader.Raw.Span);
            }
        }

        if (!isFloat)
        {
            return tensor.ToArray();
        }

        writer.Number(TensorType, Half16);
        writer.Bytes(TensorRaw, [.. halves]);
        return writer.Written.ToArray();
    }

    private static byte[] Element(ReadOnlyMemory<byte> message, int number)
    {
        ProtobufReader reader = new(message);
        ProtobufWriter writer = new();
        while (reader.Next())
        {
            if (reader.Field == number && !reader.IsBytes && reader.Number == Float)
            {
                writer.Number(number, Half16);
            }
            else
            {
                writer.Raw(reader.Raw.Span);
            }
        }

        return writer.Written.ToArray();
    }

    /// <summary>A copy of a message with some of its parts replaced; a part that gives null stays as it is.</summary>
    private static byte[] Each(ReadOnlyMemory<byte> message, Func<int, ReadOnlyMemory<byte>, byte[]?> replace)
    {
        ProtobufReader reader = new(message);
        ProtobufWriter writer = new(message.Length + 16);
        while (reader.Next())
        {
            if (reader.IsBytes && replace(reader.Field, reader.Bytes) is { } part)
            {
                writer.Bytes(reader.Field, part);
            }
            else
            {
                writer.Raw(reader.Raw.Span);
            }
        }

        Assert.False(reader.Damaged);
        return writer.Written.ToArray();
    }

    private static long Number(ReadOnlyMemory<byte> message, int field)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == field && !reader.IsBytes)
            {
                return (long)reader.Number;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlyMemory<byte> message, int field)
    {
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            if (reader.Field == field && reader.IsBytes)
            {
                return reader.Bytes.Span;
            }
        }

        return [];
    }
}
