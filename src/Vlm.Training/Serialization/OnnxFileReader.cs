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
        return Read(path, ReadBytes(path));
    }

    /// <summary>Reads one that stands in memory.</summary>
    /// <param name="path">What messages call it.</param>
    /// <param name="bytes">The file.</param>
    public static OnnxFile Read(string path, ReadOnlyMemory<byte> bytes)
    {
        long opset = 0;
        ReadOnlyMemory<byte> graph = default;
        ProtobufReader model = new(bytes);
        while (model.Next(path))
        {
            switch (model.Field)
            {
                case 7:
                    graph = model.Contents(path);
                    break;
                case 8 when Opset(path, model.Contents(path)) is { } version:
                    opset = version;
                    break;
            }
        }

        return graph.IsEmpty
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

    private static long? Opset(string path, ReadOnlyMemory<byte> bytes)
    {
        string domain = "";
        long version = 0;
        ProtobufReader opset = new(bytes);
        while (opset.Next(path))
        {
            domain = opset.Field == 1 ? opset.Text(path) : domain;
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
        while (graph.Next(path))
        {
            switch (graph.Field)
            {
                case 1:
                    nodes.Add(ReadNode(path, graph.Contents(path)));
                    break;
                case 5:
                    (string name, GraphTensor tensor) = TensorDecoding.Read(path, graph.Contents(path));
                    initializers[name] = tensor;
                    break;
                case 11:
                    inputs.Add(FirstText(path, graph.Contents(path)));
                    break;
                case 12:
                    outputs.Add(FirstText(path, graph.Contents(path)));
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
        while (node.Next(path))
        {
            switch (node.Field)
            {
                case 1:
                    inputs.Add(node.Text(path));
                    break;
                case 2:
                    outputs.Add(node.Text(path));
                    break;
                case 3:
                    name = node.Text(path);
                    break;
                case 4:
                    @operator = node.Text(path);
                    break;
                case 5:
                    (string key, object? value) = AttributeDecoding.Read(path, node.Contents(path));
                    attributes = value is null ? attributes : attributes.With(key, value);
                    break;
                case 7:
                    domain = node.Text(path) is var own && own == "ai.onnx" ? "" : own;
                    break;
            }
        }

        return outputs.Count == 0 || @operator.Length == 0
            ? throw new ModelFolderException(path, $"a node ('{name}', {@operator}) gives nothing; the file is damaged. Fetch it again.")
            : new OnnxFileNode(name, @operator, domain, inputs, outputs, attributes);
    }

    private static string FirstText(string path, ReadOnlyMemory<byte> bytes)
    {
        ProtobufReader message = new(bytes);
        while (message.Next(path))
        {
            if (message.Field == 1)
            {
                return message.Text(path);
            }
        }

        return "";
    }
}
