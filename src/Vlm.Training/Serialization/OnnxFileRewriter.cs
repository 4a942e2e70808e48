using System.Text;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Writes an .onnx file again with other numbers in some of its weights; everything else stays byte for byte.</summary>
internal static class OnnxFileRewriter
{
    public static byte[] Replace(OnnxFile file, IReadOnlyDictionary<string, GraphTensor> weights)
    {
        ProtobufWriter writer = new(file.Bytes.Length + 1024);
        ProtobufReader model = new(file.Bytes);
        while (model.Next())
        {
            if (model.Field == 7)
            {
                int start = writer.Begin(7);
                WriteGraph(writer, model.Bytes, weights);
                writer.End(start);
            }
            else
            {
                writer.Raw(model.Raw.Span);
            }
        }

        return writer.Written.ToArray();
    }

    private static void WriteGraph(ProtobufWriter writer, ReadOnlyMemory<byte> bytes, IReadOnlyDictionary<string, GraphTensor> weights)
    {
        ProtobufReader graph = new(bytes);
        while (graph.Next())
        {
            if (graph.Field == 5 && weights.TryGetValue(NameOf(graph.Bytes), out GraphTensor? tensor))
            {
                int start = writer.Begin(5);
                WriteTensor(writer, graph.Bytes, tensor);
                writer.End(start);
            }
            else
            {
                writer.Raw(graph.Raw.Span);
            }
        }
    }

    // Numbers that were listed one by one become raw ones; shape, type and name stay.
    private static void WriteTensor(ProtobufWriter writer, ReadOnlyMemory<byte> bytes, GraphTensor tensor)
    {
        bool isWritten = false;
        ProtobufReader old = new(bytes);
        while (old.Next())
        {
            switch (old.Field)
            {
                case 9:
                    writer.Bytes(9, tensor.Bytes.Span);
                    isWritten = true;
                    break;
                case 4 or 5 or 6 or 7 or 10 or 11:
                    break;
                default:
                    writer.Raw(old.Raw.Span);
                    break;
            }
        }

        if (!isWritten)
        {
            writer.Bytes(9, tensor.Bytes.Span);
        }
    }

    private static string NameOf(ReadOnlyMemory<byte> bytes)
    {
        ProtobufReader tensor = new(bytes);
        while (tensor.Next())
        {
            if (tensor.Field == 8)
            {
                return Encoding.UTF8.GetString(tensor.Bytes.Span);
            }
        }

        return "";
    }
}
