using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Reads tensors of .onnx files (TensorProto), whether their numbers are raw or listed.</summary>
internal static class TensorDecoding
{
    private const int KeptElsewhere = 1;

    /// <exception cref="ModelFolderException">The type is not read, the numbers are in another file, or there are too few.</exception>
    public static (string Name, GraphTensor Tensor) Read(string path, ReadOnlyMemory<byte> bytes)
    {
        string name = "";
        long type = 0;
        bool elsewhere = false;
        List<long> shape = [], longs = [];
        List<float> singles = [];
        ReadOnlyMemory<byte>? raw = null;
        ProtobufReader tensor = new(bytes);
        while (tensor.Next())
        {
            switch (tensor.Field)
            {
                case 1:
                    AddLongs(shape, tensor);
                    break;
                case 2:
                    type = (long)tensor.Number;
                    break;
                case 4:
                    AddSingles(singles, tensor);
                    break;
                case 5 or 7:
                    AddLongs(longs, tensor);
                    break;
                case 8:
                    name = Encoding.UTF8.GetString(tensor.Bytes.Span);
                    break;
                case 9:
                    raw = tensor.Bytes;
                    break;
                case 14:
                    elsewhere = tensor.Number == KeptElsewhere;
                    break;
            }
        }

        if (elsewhere)
        {
            throw new ModelFolderException(path, $"'{name}' is kept in a file of its own; such models are not fine-tuned here. Save the model with its weights inside.", name);
        }

        TensorElementType element = OnnxTypes.FromNumber(type)
            ?? throw new ModelFolderException(path, $"the tensor has elements of ONNX type {type}, which are not read.", name);
        ReadOnlyMemory<byte> data = raw ?? Listed(element, longs, singles);
        GraphTensor result = new(element, [.. shape], data);
        return shape.Exists(size => size < 0) || data.Length != result.Length * OnnxTypes.SizeOf(element)
            ? throw new ModelFolderException(path, $"the tensor says {element} {TensorBuffer.FormatShape([.. shape])} but has {data.Length} bytes; the file is damaged. Fetch it again.", name)
            : (name, result);
    }

    public static void AddLongs(List<long> list, ProtobufReader field)
    {
        if (!field.IsBytes)
        {
            list.Add((long)field.Number);
            return;
        }

        ulong value = 0;
        int shift = 0;
        foreach (byte part in field.Bytes.Span)
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

    public static void AddSingles(List<float> list, ProtobufReader field)
    {
        ReadOnlySpan<byte> bytes = field.Bytes.Span;
        for (; bytes.Length >= sizeof(float); bytes = bytes[sizeof(float)..])
        {
            list.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes));
        }
    }

    // Half-precision numbers are listed by their bits, as whole numbers.
    private static byte[] Listed(TensorElementType type, List<long> longs, List<float> singles) => type switch
    {
        TensorElementType.Float32 => Bytes<float>([.. singles]),
        TensorElementType.Int64 => Bytes<long>([.. longs]),
        TensorElementType.Int32 => Bytes<int>([.. longs.Select(value => (int)value)]),
        TensorElementType.Float16 => Bytes<ushort>([.. longs.Select(value => (ushort)value)]),
        _ => [.. longs.Select(value => (byte)value)],
    };

    private static byte[] Bytes<T>(ReadOnlySpan<T> values)
        where T : unmanaged => MemoryMarshal.AsBytes(values).ToArray();
}
