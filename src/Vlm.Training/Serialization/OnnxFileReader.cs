using System.Text;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Reads .onnx files (the protobuf messages of ONNX's onnx.proto). Files are not trusted: what does not fit is refused.</summary>
internal static class OnnxFileReader
{
    /// <summary>Reads a file whole.</summary>
    /// <exception cref="ModelFolderException">It is missing, damaged, keeps weights in other files or has graphs inside nodes.</exception>
    public static OnnxFile Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> bytes = ReadBytes(path);
        long opset = 0;
        ReadOnlyMemory<byte> graph = default;
        ProtobufReader model = new(bytes);
        while (model.Next())
        {
            switch (model.Field)
            {
                case 7 when model.IsBytes:
                    graph = model.Bytes;
                    break;
                case 8 when model.IsBytes && Opset(model.Bytes) is { } version:
                    opset = version;
                    break;
            }
        }

        return model.Damaged || graph.IsEmpty
            ? throw new ModelFolderException(path, "it is no whole ONNX model. Fetch the file again.")
            : ReadGraph(path, bytes, opset, graph);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message}", innerException: e);
        }
    }

    private static long? Opset(ReadOnlyMemory<byte> bytes)
    {
        string domain = "";
        long version = 0;
        ProtobufReader opset = new(bytes);
        while (opset.Next())
        {
            domain = opset.Field == 1 ? Text(opset) : domain;
            version = opset.Field == 2 ? (long)opset.Number : version;
        }

        return domain is "" or "ai.onnx" ? version : null;
    }

    private static OnnxFile ReadGraph(string path, ReadOnlyMemory<byte> bytes, long opset, ReadOnlyMemory<byte> message)
    {
        List<OnnxFileNode> nodes = [];
        Dictionary<string, GraphTensor> initializers = new(StringComparer.Ordinal);
        List<string> inputs = [], outputs = [];
        ProtobufReader graph = new(message);
        while (graph.Next())
        {
            switch (graph.Field)
            {
                case 1:
                    nodes.Add(ReadNode(path, graph.Bytes));
                    break;
                case 5:
                    (string name, GraphTensor tensor) = TensorDecoding.Read(path, graph.Bytes);
                    initializers[name] = tensor;
                    break;
                case 11:
                    inputs.Add(FirstText(graph.Bytes));
                    break;
                case 12:
                    outputs.Add(FirstText(graph.Bytes));
                    break;
                case 15:
                    throw new ModelFolderException(path, "it holds sparse weights, which are not read. Export it with dense ones.");
            }
        }

        return new OnnxFile
        {
            Path = path,
            Bytes = bytes,
            Opset = opset,
            Nodes = nodes,
            Initializers = initializers,
            Inputs = [.. inputs.Where(input => !initializers.ContainsKey(input))],
            Outputs = outputs,
        };
    }

    private static OnnxFileNode ReadNode(string path, ReadOnlyMemory<byte> bytes)
    {
        string name = "", @operator = "", domain = "";
        List<string> inputs = [], outputs = [];
        NodeAttributes attributes = NodeAttributes.None;
        ProtobufReader node = new(bytes);
        while (node.Next())
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(Text(node));
                    break;
                case 2:
                    outputs.Add(Text(node));
                    break;
                case 3:
                    name = Text(node);
                    break;
                case 4:
                    @operator = Text(node);
                    break;
                case 5:
                    (string key, object? value) = AttributeDecoding.Read(path, node.Bytes);
                    attributes = value is null ? attributes : attributes.With(key, value);
                    break;
                case 7:
                    domain = Text(node) is "ai.onnx" ? "" : Text(node);
                    break;
            }
        }

        return outputs.Count == 0 || @operator.Length == 0
            ? throw new ModelFolderException(path, $"a node ('{name}', {@operator}) gives nothing; the file is damaged. Fetch it again.")
            : new OnnxFileNode(name, @operator, domain, inputs, outputs, attributes);
    }

    private static string FirstText(ReadOnlyMemory<byte> bytes)
    {
        ProtobufReader message = new(bytes);
        while (message.Next())
        {
            if (message.Field == 1)
            {
                return Text(message);
            }
        }

        return "";
    }

    private static string Text(ProtobufReader reader) => Encoding.UTF8.GetString(reader.Bytes.Span);
}
