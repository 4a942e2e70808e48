using System.Text;
using Vlm.Onnx;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Families;

/// <summary>
/// Takes a merged decoder apart into the two files that older exports have: decoder_model.onnx, which makes the cache, and
/// decoder_with_past_model.onnx, which reads it and gives the encoder's keys and values no more. The two branches of the
/// file's If become graphs of their own.
/// </summary>
internal static class MergedDecoder
{
    private const int Graph = 7, Node = 1, Initializer = 5, Input = 11, Output = 12, Attribute = 5, AttributeGraph = 6;

    public static void Split(string merged, string folder)
    {
        List<(int Field, ulong? Number, byte[] Bytes)> model = Fields(File.ReadAllBytes(merged));
        List<(int Field, ulong? Number, byte[] Bytes)> graph = Fields(model.Single(field => field.Field == Graph).Bytes);
        byte[] choice = graph.Single(field => field.Field == Node && OnnxNode.Read(field.Bytes).Operator == "If").Bytes;
        Write(Path.Combine(folder, "decoder_model.onnx"), model, graph, choice, "else_branch",
            input => input != "use_cache_branch" && !input.StartsWith("past", StringComparison.Ordinal), _ => true);
        Write(Path.Combine(folder, "decoder_with_past_model.onnx"), model, graph, choice, "then_branch",
            input => input is not ("use_cache_branch" or "encoder_hidden_states"), output => !output.Contains(".encoder.", StringComparison.Ordinal));
    }

    private static void Write(
        string path, List<(int Field, ulong? Number, byte[] Bytes)> model, List<(int Field, ulong? Number, byte[] Bytes)> graph, byte[] choice, string branch,
        Func<string, bool> keepsInput, Func<string, bool> keepsOutput)
    {
        List<(int Field, ulong? Number, byte[] Bytes)> chosen = Fields(Fields(choice).Where(field => field.Field == Attribute).Select(field => Fields(field.Bytes))
            .Single(attribute => attribute.Any(field => field.Field == 1 && Encoding.UTF8.GetString(field.Bytes) == branch)).Single(field => field.Field == AttributeGraph).Bytes);
        string[] inner = [.. chosen.Where(field => field.Field == Output).Select(field => NameOf(field.Bytes))];
        IReadOnlyList<string> outer = OnnxNode.Read(choice).Outputs;
        List<byte> bytes = [];
        foreach ((int field, ulong? _, byte[] content) in graph.Where(field => field.Field != Node || field.Bytes != choice)
            .Where(field => field.Field is Node or 2 or Initializer || (field.Field == Input && keepsInput(NameOf(field.Bytes))))
            .Concat(chosen.Where(field => field.Field is Node or Initializer)))
        {
            bytes.AddRange(TinyOnnx.Field(field, content));
        }

        for (int i = 0; i < inner.Length; i++)
        {
            if (inner[i] != outer[i])
            {
                bytes.AddRange(TinyOnnx.Field(Node, [.. TinyOnnx.Field(1, TinyOnnx.Text(inner[i])), .. TinyOnnx.Field(2, TinyOnnx.Text(outer[i])), .. TinyOnnx.Field(4, TinyOnnx.Text("Identity"))]));
            }
        }

        foreach ((int _, ulong? _, byte[] content) in graph.Where(field => field.Field == Output && keepsOutput(NameOf(field.Bytes))))
        {
            bytes.AddRange(TinyOnnx.Field(Output, content));
        }

        File.WriteAllBytes(path, [.. model.SelectMany(field => field.Field == Graph ? TinyOnnx.Field(Graph, [.. bytes]) : field.Number is { } number ? Varint(field.Field, number) : TinyOnnx.Field(field.Field, field.Bytes))]);
    }

    private static List<(int Field, ulong? Number, byte[] Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        List<(int, ulong?, byte[])> fields = [];
        ProtobufReader reader = new(message);
        while (reader.Next())
        {
            fields.Add((reader.Field, reader.IsBytes ? null : reader.Number, reader.IsBytes ? reader.Bytes.ToArray() : []));
        }

        return fields;
    }

    private static string NameOf(byte[] value) => Encoding.UTF8.GetString(Fields(value).Single(field => field.Field == 1).Bytes);

    private static byte[] Varint(int field, ulong number)
    {
        List<byte> bytes = [(byte)(field << 3)];
        for (; number >= 128; number >>= 7)
        {
            bytes.Add((byte)((number & 127) | 128));
        }

        return [.. bytes, (byte)number];
    }
}
