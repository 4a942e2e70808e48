using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Vlm.Tests.Goldens;

/// <summary>Reads a .safetensors file whole: 8 bytes header length, a JSON header, the data.</summary>
internal sealed class SafetensorsFile
{
    private readonly Dictionary<string, (long[] Shape, string Dtype, byte[] Data)> _tensors = [];

    private SafetensorsFile(byte[] file)
    {
        int headerLength = checked((int)BinaryPrimitives.ReadInt64LittleEndian(file));
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        foreach (JsonProperty entry in header.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            long[] shape = [.. entry.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt64())];
            int[] range = [.. entry.Value.GetProperty("data_offsets").EnumerateArray().Select(d => d.GetInt32())];
            byte[] data = file.AsSpan(8 + headerLength + range[0], range[1] - range[0]).ToArray();
            _tensors[entry.Name] = (shape, entry.Value.GetProperty("dtype").GetString()!, data);
        }
    }

    public IReadOnlyCollection<string> Names => _tensors.Keys;

    public static SafetensorsFile Read(string path) => new(File.ReadAllBytes(path));

    public bool Has(string name) => _tensors.ContainsKey(name);

    public long[] Shape(string name) => Find(name).Shape;

    /// <summary>F32, F16, F64, I64, I32, U8, BOOL …, as the file says.</summary>
    public string Dtype(string name) => Find(name).Dtype;

    public byte[] Bytes(string name) => Find(name).Data;

    public float[] Floats(string name) => Dtype(name) switch
    {
        "F32" => Cast<float>(name),
        "F16" => [.. Cast<Half>(name).Select(v => (float)v)],
        "F64" => [.. Cast<double>(name).Select(v => (float)v)],
        string other => throw new InvalidDataException($"{name} is {other}, not a floating-point tensor."),
    };

    /// <summary>Whole numbers, widened to 64 bits.</summary>
    public long[] Longs(string name) => Dtype(name) switch
    {
        "I64" => Cast<long>(name),
        "I32" => [.. Cast<int>(name).Select(v => (long)v)],
        "U8" or "BOOL" => [.. Bytes(name).Select(v => (long)v)],
        string other => throw new InvalidDataException($"{name} is {other}, not a tensor of whole numbers."),
    };

    private T[] Cast<T>(string name)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes(name)).ToArray();

    private (long[] Shape, string Dtype, byte[] Data) Find(string name) =>
        _tensors.TryGetValue(name, out var tensor) ? tensor : throw new KeyNotFoundException($"No tensor '{name}'; there are {string.Join(", ", Names)}.");
}
