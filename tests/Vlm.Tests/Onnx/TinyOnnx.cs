using System.Text;

namespace Vlm.Tests.Onnx;

/// <summary>Writes an ONNX file with one Identity node for each given element type, by hand: no published tiny model has such inputs.</summary>
internal static class TinyOnnx
{
    // TensorProto.DataType of the ONNX specification.
    public const int Float = 1, Int32 = 6, Bool = 9, Float16 = 10, Double = 11;

    public static void Write(string path, params int[] types)
    {
        List<byte> graph = [];
        for (int i = 0; i < types.Length; i++)
        {
            graph.AddRange(Field(1, [.. Field(1, Text($"in{i}")), .. Field(2, Text($"out{i}")), .. Field(4, Text("Identity"))]));
        }

        graph.AddRange(Field(2, Text("tiny")));
        for (int i = 0; i < types.Length; i++)
        {
            graph.AddRange(Field(11, Value($"in{i}", types[i])));
            graph.AddRange(Field(12, Value($"out{i}", types[i])));
        }

        byte[] opset = [.. Field(1, []), 0x10, 17];
        File.WriteAllBytes(path, [0x08, 8, .. Field(7, [.. graph]), .. Field(8, opset)]);
    }

    // A value of shape [n, 2].
    private static byte[] Value(string name, int type)
    {
        byte[] shape = [.. Field(1, Field(2, Text("n"))), .. Field(1, [0x08, 2])];
        byte[] tensor = [0x08, (byte)type, .. Field(2, shape)];
        return [.. Field(1, Text(name)), .. Field(2, Field(1, tensor))];
    }

    private static byte[] Field(int number, byte[] content)
    {
        List<byte> bytes = [(byte)((number << 3) | 2)];
        for (int rest = content.Length; ; rest >>= 7)
        {
            bytes.Add((byte)(rest < 128 ? rest : (rest & 127) | 128));
            if (rest < 128)
            {
                return [.. bytes, .. content];
            }
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
