using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Cli.Output;

/// <summary>Writes tensors in the safetensors format: header length (8 bytes, little-endian), JSON header, the data one behind the other.</summary>
internal static class SafetensorsFile
{
    private const int Alignment = 8;

    public static void Write(string path, IReadOnlyDictionary<string, TensorBuffer> tensors)
    {
        string[] names = [.. tensors.Keys.Order(StringComparer.Ordinal)];
        ReadOnlySpan<byte> header = Header(names, tensors);
        byte[] start = new byte[sizeof(long) + header.Length];
        BinaryPrimitives.WriteInt64LittleEndian(start, header.Length);
        header.CopyTo(start.AsSpan(sizeof(long)));
        FileReplacement.Write(path, file =>
        {
            file.Write(start);
            foreach (string name in names)
            {
                file.Write(BytesOf(tensors[name]));
            }
        });
    }

    private static ReadOnlySpan<byte> Header(string[] names, IReadOnlyDictionary<string, TensorBuffer> tensors)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            long at = 0;
            json.WriteStartObject();
            foreach (string name in names)
            {
                TensorBuffer tensor = tensors[name];
                json.WriteStartObject(name);
                json.WriteString("dtype", TypeName(tensor.ElementType));
                json.WriteStartArray("shape");
                foreach (long dimension in tensor.Shape)
                {
                    json.WriteNumberValue(dimension);
                }

                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(at);
                json.WriteNumberValue(at += BytesOf(tensor).Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Spaces at the end bring the data to a multiple of eight bytes.
        int padding = -buffer.WrittenCount & (Alignment - 1);
        buffer.Write("        "u8[..padding]);
        return buffer.WrittenSpan;
    }

    private static string TypeName(TensorElementType type) => type switch
    {
        TensorElementType.Float32 => "F32",
        TensorElementType.Float16 => "F16",
        TensorElementType.Float64 => "F64",
        TensorElementType.Int64 => "I64",
        TensorElementType.Int32 => "I32",
        TensorElementType.UInt8 => "U8",
        TensorElementType.Int8 => "I8",
        TensorElementType.Boolean => "BOOL",
        _ => throw new NotSupportedException($"safetensors has no name for elements of type {type}."),
    };

    private static ReadOnlySpan<byte> BytesOf(TensorBuffer tensor) => tensor switch
    {
        TensorBuffer<float> t => MemoryMarshal.AsBytes(t.Span),
        TensorBuffer<Half> t => MemoryMarshal.AsBytes(t.Span),
        TensorBuffer<double> t => MemoryMarshal.AsBytes(t.Span),
        TensorBuffer<long> t => MemoryMarshal.AsBytes(t.Span),
        TensorBuffer<int> t => MemoryMarshal.AsBytes(t.Span),
        TensorBuffer<byte> t => t.Span,
        TensorBuffer<sbyte> t => MemoryMarshal.AsBytes(t.Span),
        TensorBuffer<bool> t => MemoryMarshal.AsBytes(t.Span),
        _ => throw new NotSupportedException($"safetensors has no name for elements of type {tensor.ElementType}."),
    };
}
