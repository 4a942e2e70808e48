using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Evaluation.Reading;

/// <summary>Reads tensors of numbers from a .safetensors file: 8 bytes header length, a JSON header, the data. The file is not trusted.</summary>
internal sealed class TensorFile
{
    private const int LengthBytes = sizeof(long);
    private readonly string _path;
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (string Type, long[] Shape, int Start, int Length)> _tensors = new(StringComparer.Ordinal);

    private TensorFile(string path, byte[] bytes)
    {
        _path = path;
        _bytes = bytes;
        long header = bytes.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (header < 2 || header > bytes.Length - LengthBytes)
        {
            throw new DataSetException(path, $"it is no .safetensors file: its header would have {header} bytes, and the file has {bytes.Length}.");
        }

        int data = LengthBytes + (int)header;
        foreach ((string name, JsonNode entry) in Header(path, bytes.AsMemory(LengthBytes, (int)header)).Members().Where(member => member.Name != "__metadata__"))
        {
            _tensors[name] = Entry(entry, data);
        }
    }

    public IEnumerable<string> Names => _tensors.Keys.Order(StringComparer.Ordinal);

    public static TensorFile Read(string path) => new(path, DataFile.ReadBytes(path));

    public bool Has(string name) => _tensors.ContainsKey(name);

    public long[] Shape(string name) => Find(name).Shape;

    public bool IsFloating(string name) => Find(name).Type is "F32" or "F64";

    public float[] Floats(string name)
    {
        (string type, _, int start, int length) = Find(name);
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(start, length);
        return type switch
        {
            "F32" => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            "F64" => [.. MemoryMarshal.Cast<byte, double>(bytes).ToArray().Select(value => (float)value)],
            _ => throw new DataSetException(_path, $"its elements are {type}; expected F32 or F64.", place: name),
        };
    }

    public long[] Whole(string name)
    {
        (string type, _, int start, int length) = Find(name);
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(start, length);
        return type switch
        {
            "I64" => MemoryMarshal.Cast<byte, long>(bytes).ToArray(),
            "I32" => [.. MemoryMarshal.Cast<byte, int>(bytes).ToArray().Select(value => (long)value)],
            "U8" or "BOOL" => [.. bytes.ToArray().Select(value => (long)value)],
            _ => throw new DataSetException(_path, $"its elements are {type}; expected I64, I32 or U8.", place: name),
        };
    }

    public DataSetException Wrong(string name, string detail) => new(_path, detail, place: name);

    private static JsonNode Header(string path, ReadOnlyMemory<byte> json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new JsonNode(path, document.RootElement.Clone(), "");
        }
        catch (JsonException e)
        {
            throw new DataSetException(path, $"its header is not JSON: {e.Message}", innerException: e);
        }
    }

    private (string Type, long[] Shape, int Start, int Length) Entry(JsonNode entry, int data)
    {
        string type = entry.Text("dtype");
        long[] shape = [.. entry.Items("shape").Select(size => (long)size.Whole(0, int.MaxValue))];
        int[] offsets = [.. entry.Items("data_offsets").Select(offset => offset.Whole(0, int.MaxValue))];
        int size = type switch { "F64" or "I64" => 8, "F32" or "I32" => 4, "F16" or "BF16" or "I16" or "U16" => 2, _ => 1 };
        long bytes = shape.Aggregate((long)size, (product, dimension) => dimension == 0 ? 0 : product > int.MaxValue / dimension ? long.MaxValue / int.MaxValue : product * dimension);
        if (offsets.Length != 2 || offsets[1] < offsets[0] || (long)data + offsets[1] > _bytes.Length || offsets[1] - offsets[0] != bytes)
        {
            throw entry.Wrong($"its data do not lie inside the file or do not have its shape; the file may be cut off ({_bytes.Length} bytes).");
        }

        return (type, shape, data + offsets[0], offsets[1] - offsets[0]);
    }

    private (string Type, long[] Shape, int Start, int Length) Find(string name) =>
        _tensors.TryGetValue(name, out var tensor) ? tensor : throw new DataSetException(_path, $"there is no tensor '{name}'; there are {string.Join(", ", Names)}.");
}
