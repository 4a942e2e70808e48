using System.Text;

namespace Vlm.Tests.Onnx;

/// <summary>Writes an ONNX file with one Identity node for each given element type, by hand: no published tiny model has such inputs.</summary>
internal static class TinyOnnx
{
    // TensorProto.DataType of the ONNX specification.
    public const int Float = 1, Int32 = 6, Integer = 7, Bool = 9, Float16 = 10, Double = 11;

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

        Write(path, graph);
    }

    /// <summary>One input of a fixed shape, each dimension below 128, and outputs that are copies of it.</summary>
    public static void WriteIdentities(string path, string input, byte[] shape, params string[] outputs)
    {
        byte[] dimensions = [.. shape.SelectMany(dimension => Field(1, [0x08, dimension]))];
        List<byte> graph = [.. outputs.SelectMany(output => Field(1, [.. Field(1, Text(input)), .. Field(2, Text(output)), .. Field(4, Text("Identity"))]))];
        graph.AddRange(Field(2, Text("tiny")));
        graph.AddRange(Field(11, Value(input, Float, dimensions)));
        graph.AddRange(outputs.SelectMany(output => Field(12, Value(output, Float, dimensions))));
        Write(path, graph);
    }

    /// <summary>One input of a fixed shape, and the places of all its numbers [rank, count], whose count nobody knows before a run.</summary>
    public static void WriteOpenPlaces(string path, string input, ReadOnlySpan<long> shape, string output)
    {
        List<byte> sizes = [];
        foreach (long dimension in shape)
        {
            sizes.AddRange(Field(1, [0x08, .. Number(dimension)]));
        }

        Write(path,
        [
            .. Node("Equal", [input, input], "all"),
            .. Node("NonZero", ["all"], "places"),
            .. Node("Cast", ["places"], output, Axis("to", Float)),
            .. Field(2, Text("tiny")),
            .. Field(11, Value(input, Float, [.. sizes])),
            .. Field(12, Value(output, Float, [.. Named("rank"), .. Named("count")])),
        ]);
    }

    /// <summary>One node of an operator that no runtime has.</summary>
    public static void WriteUnknownOperator(string path)
    {
        List<byte> graph = [.. Field(1, [.. Field(1, Text("in")), .. Field(2, Text("out")), .. Field(4, Text("NoSuchOperator"))]), .. Field(2, Text("tiny"))];
        graph.AddRange(Field(11, Value("in", Float)));
        graph.AddRange(Field(12, Value("out", Float)));
        Write(path, graph);
    }

    /// <summary>An input and an output that share a stored tensor: <paramref name="tensor"/> holds the fields of its TensorProto.</summary>
    public static void WriteWeight(string path, byte[] tensor)
    {
        List<byte> graph = [.. Field(1, [.. Field(1, Text("in")), .. Field(1, Text("w")), .. Field(2, Text("out")), .. Field(4, Text("Add"))]), .. Field(2, Text("tiny"))];
        graph.AddRange(Field(5, tensor));
        graph.AddRange(Field(11, Value("in", Float)));
        graph.AddRange(Field(12, Value("out", Float)));
        Write(path, graph);
    }

    /// <summary>
    /// A decoder in half precision that remembers the embedded tokens of width 2 as its cache: logits are the last token plus the sum of
    /// all that were read.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="layered">Another input of the embedded tokens' shape, which is added to them; null for none.</param>
    /// <param name="entries">How many such caches it has; the logits are made of the first.</param>
    public static void WriteHalfDecoder(string path, string? layered = null, int entries = 1)
    {
        byte[] embeddings = [.. Named("batch_size"), .. Named("sequence_length"), .. Sized(2)];
        string read = layered is null ? "inputs_embeds" : "read";
        List<byte> graph =
        [
            .. layered is null ? (byte[])[] : Node("Add", ["inputs_embeds", layered], read),
            .. Node("Unsqueeze", [read, "one"], "heads"),
            .. Enumerable.Range(0, entries).SelectMany(i => Node("Concat", [$"past_key_values.{i}.key", "heads"], $"present.{i}.key", Axis("axis", 2))),
            .. Node("ReduceSum", ["present.0.key", "two"], "summed", Axis("keepdims", 0)),
            .. Node("Add", [read, "summed"], "logits"),
            .. Field(2, Text("tiny")),
            .. Axes("one", 1),
            .. Axes("two", 2),
            .. Field(11, Value("inputs_embeds", Float16, embeddings)),
            .. layered is null ? (byte[])[] : Field(11, Value(layered, Float16, embeddings)),
            .. Field(11, Value("attention_mask", Integer, [.. Named("batch_size"), .. Named("total_sequence_length")])),
            .. Enumerable.Range(0, entries).SelectMany(i => Field(11, Value($"past_key_values.{i}.key", Float16, [.. Named("batch_size"), .. Sized(1), .. Named("past_sequence_length"), .. Sized(2)]))),
            .. Field(12, Value("logits", Float16, embeddings)),
            .. Enumerable.Range(0, entries).SelectMany(i => Field(12, Value($"present.{i}.key", Float16, [.. Named("batch_size"), .. Sized(1), .. Named("total_sequence_length"), .. Sized(2)]))),
        ];
        Write(path, graph);
    }

    /// <summary>The embedding of tokens for such a decoder: token n is [n, n].</summary>
    public static void WriteEmbedding(string path)
    {
        byte[] batch = [.. Named("batch_size"), .. Named("sequence_length")];
        List<byte> graph =
        [
            .. Node("Cast", ["input_ids"], "numbers", Axis("to", Float)),
            .. Node("Unsqueeze", ["numbers", "two"], "wide"),
            .. Node("Concat", ["wide", "wide"], "inputs_embeds", Axis("axis", 2)),
            .. Field(2, Text("tiny")),
            .. Axes("two", 2),
            .. Field(11, Value("input_ids", Integer, batch)),
            .. Field(12, Value("inputs_embeds", Float, [.. batch, .. Sized(2)])),
        ];
        Write(path, graph);
    }

    private static byte[] Node(string type, string[] inputs, string output, params byte[] attributes) =>
        Field(1, [.. inputs.SelectMany(input => Field(1, Text(input))), .. Field(2, Text(output)), .. Field(4, Text(type)), .. attributes]);

    private static byte[] Axis(string name, byte value) => Field(5, [.. Field(1, Text(name)), 0x18, value, 0xA0, 0x01, 2]);

    private static byte[] Axes(string name, byte value) => Field(5, [0x08, 1, 0x10, Integer, .. Field(7, [value]), .. Field(8, Text(name))]);

    private static byte[] Named(string name) => Field(1, Field(2, Text(name)));

    private static byte[] Sized(byte size) => Field(1, [0x08, size]);

    private static void Write(string path, List<byte> graph)
    {
        byte[] opset = [.. Field(1, []), 0x10, 17];
        File.WriteAllBytes(path, [0x08, 8, .. Field(7, [.. graph]), .. Field(8, opset)]);
    }

    // A value of shape [n, 2].
    private static byte[] Value(string name, int type) => Value(name, type, [.. Field(1, Field(2, Text("n"))), .. Field(1, [0x08, 2])]);

    private static byte[] Value(string name, int type, byte[] shape)
    {
        byte[] tensor = [0x08, (byte)type, .. Field(2, shape)];
        return [.. Field(1, Text(name)), .. Field(2, Field(1, tensor))];
    }

    public static byte[] Field(int number, byte[] content) => [(byte)((number << 3) | 2), .. Number(content.Length), .. content];

    private static byte[] Number(long value)
    {
        List<byte> bytes = [];
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)((value & 127) | 128));
        }

        return [.. bytes, (byte)value];
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
