using System.Buffers.Binary;
using System.Runtime.InteropServices;
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
        while (tensor.Next(path))
        {
            switch (tensor.Field)
            {
                case 1:
                    tensor.AddNumbers(shape);
                    break;
                case 2:
                    type = (long)tensor.Number;
                    break;
                case 4:
                    AddSingles(singles, tensor);
                    break;
                case 5 or 7:
                    tensor.AddNumbers(longs);
                    break;
                case 8:
                    name = tensor.Text(path);
                    break;
                case 9:
                    raw = tensor.Contents(path);
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
        return shape.Exists(size => size < 0) || data.Length != result.Length * ElementTypes.SizeOf(element)
            ? throw new ModelFolderException(path, $"the tensor says {element} {TensorBuffer.FormatShape([.. shape])} but has {data.Length} bytes; the file is damaged. Fetch it again.", name)
            : (name, result);
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
