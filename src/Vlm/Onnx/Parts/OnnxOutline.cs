using System.Text;

namespace Vlm.Onnx;

/// <summary>
/// Who makes which value in an .onnx file, and where everything stands in it. The weights are not read, so that it costs the
/// structure and not the size of the model.
/// </summary>
internal sealed class OnnxOutline
{
    private const int MaxText = 1 << 16;
    private readonly Dictionary<string, OutlineNode> _makers = new(StringComparer.Ordinal);

    private OnnxOutline(string path) => Path = path;

    public string Path { get; }

    public List<OutlineNode> Nodes { get; } = [];

    /// <summary>The TensorProto of each stored weight.</summary>
    public Dictionary<string, FileSlice> Weights { get; } = new(StringComparer.Ordinal);

    /// <summary>The ValueInfoProto of each input and of each output.</summary>
    public Dictionary<string, FileSlice> Inputs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, FileSlice> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>All of the file beside the graph: versions, operator sets, functions.</summary>
    public List<FileSlice> Rest { get; } = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFolderException">Its structure is not whole, or it cannot be read.</exception>
    public static OnnxOutline Read(string path)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            OnnxOutline outline = new(path);
            ProtobufStream file = new(stream);
            for (long start = 0; file.Next(file.Length); start = file.Position)
            {
                long end = file.End;
                if (file.Field == 7 && file.IsBytes)
                {
                    outline.ReadGraph(file, end);
                }
                else
                {
                    outline.Rest.Add(new FileSlice(start, end));
                }

                file.MoveTo(end);
            }

            return file.Damaged ? throw new ModelFolderException(path, "its structure is not whole: it is truncated or altered. Fetch the file again.") : outline;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message}", innerException: e);
        }
    }

    public OutlineNode? MakerOf(string value) => _makers.GetValueOrDefault(value);

    private void ReadGraph(ProtobufStream file, long end)
    {
        while (file.Next(end))
        {
            FileSlice slice = new(file.Position, file.End);
            switch (file.IsBytes ? file.Field : 0)
            {
                case 1:
                    AddNode(file, slice);
                    break;
                case 5:
                    Weights[NameOf(file, slice.End, 8)] = slice;
                    break;
                case 11:
                    Inputs[NameOf(file, slice.End, 1)] = slice;
                    break;
                case 12:
                    Outputs[NameOf(file, slice.End, 1)] = slice;
                    break;
            }

            if (!file.Damaged)
            {
                file.MoveTo(slice.End);
            }
        }
    }

    private void AddNode(ProtobufStream file, FileSlice slice)
    {
        string type = "";
        List<string> inputs = [], outputs = [];
        while (file.Next(slice.End))
        {
            long end = file.End;
            switch (file.IsBytes ? file.Field : 0)
            {
                case 1:
                    inputs.Add(Text(file));
                    break;
                case 2:
                    outputs.Add(Text(file));
                    break;
                case 4:
                    type = Text(file);
                    break;
                case 5:
                    Captured(file, end, inputs);
                    break;
            }

            file.MoveTo(end);
        }

        OutlineNode node = new(type, inputs, outputs, slice);
        Nodes.Add(node);
        outputs.ForEach(output => _makers[output] = node);
    }

    // What graphs inside an operator read may come from outside of them; a name that does not is harmless here.
    private static void Captured(ProtobufStream file, long end, List<string> inputs)
    {
        while (file.Next(end))
        {
            long last = file.End;
            if (file.IsBytes && file.Field is 6 or 11)
            {
                CapturedByGraph(file, last, inputs);
            }

            file.MoveTo(last);
        }
    }

    private static void CapturedByGraph(ProtobufStream file, long end, List<string> inputs)
    {
        while (file.Next(end))
        {
            long node = file.End;
            bool isNode = file.IsBytes && file.Field == 1;

            // An output of the graph may be a value from outside of it.
            if (file.IsBytes && file.Field == 12)
            {
                inputs.Add(NameOf(file, node, 1));
            }

            while (isNode && file.Next(node))
            {
                long last = file.End;
                if (file.IsBytes && file.Field == 1)
                {
                    inputs.Add(Text(file));
                }
                else if (file.IsBytes && file.Field == 5)
                {
                    Captured(file, last, inputs);
                }

                file.MoveTo(last);
            }

            file.MoveTo(node);
        }
    }

    private static string NameOf(ProtobufStream file, long end, int field)
    {
        string name = "";
        while (file.Next(end))
        {
            long last = file.End;
            name = file.IsBytes && file.Field == field ? Text(file) : name;
            file.MoveTo(last);
        }

        return name;
    }

    private static string Text(ProtobufStream file) => Encoding.UTF8.GetString(file.Read(MaxText));
}
