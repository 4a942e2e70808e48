namespace Vlm.Onnx;

/// <summary>
/// Looks through the structure of an .onnx file before the runtime does: every stored tensor must be as large as it claims, in the
/// file itself or in a file beside it that may be read. So a small file cannot make the runtime take gigabytes, or read what it
/// should not. The weights themselves are not read.
/// </summary>
internal sealed class OnnxFileCheck
{
    // Protobuf's own limit; no exporter comes near.
    private const int MaxDepth = 100;

    // A stored sparse tensor is made dense when it is loaded. Published models have none; small ones are harmless.
    private const long MaxSparseElements = 1 << 26;

    private readonly string _path;
    private readonly ProtobufStream _file;
    private readonly Func<string, string> _resolve;
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);

    private OnnxFileCheck(string path, ProtobufStream file, Func<string, string> resolve)
    {
        _path = path;
        _file = file;
        _resolve = resolve;
    }

    /// <summary>Checks a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="stream">Its contents.</param>
    /// <param name="resolve">From a location of external data to the full path; null for the files beside it.</param>
    /// <remarks>A structure that is not whole is left to the runtime, which also knows what is unusual but right.</remarks>
    /// <exception cref="ModelFolderException">A tensor is not there as it claims, or stands where it may not be read.</exception>
    public static void Run(string path, Stream stream, Func<string, string>? resolve)
    {
        ProtobufStream file = new(stream);
        new OnnxFileCheck(path, file, resolve ?? (location => Beside(path, location))).Message(Level.Model, file.Length, 0);
    }

    private static string Beside(string path, string location) =>
        location.Length == 0 || Path.IsPathRooted(location) || location.Split('/', '\\').Contains("..")
            ? throw new ModelFolderException(path, $"its weights should stand in '{location}', outside of its folder. Put the file beside it and name it so.")
            : Path.Combine(Path.GetDirectoryName(path)!, location);

    private void Message(Level level, long end, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new ModelFolderException(_path, $"its graphs are nested more than {MaxDepth} deep; it is no model that was exported. Fetch the file again.");
        }

        while (_file.Next(end))
        {
            long last = _file.End;
            switch (_file.IsBytes ? ChildOf(level, _file.Field) : Level.None)
            {
                case Level.None:
                    break;
                case Level.Tensor:
                    Check(TensorClaim.Read(_file, last));
                    break;
                case Level.Sparse:
                    Sparse(last);
                    break;
                case var child:
                    Message(child, last, depth + 1);
                    break;
            }

            if (!_file.Damaged)
            {
                _file.MoveTo(last);
            }
        }
    }

    // The fields of onnx.proto below which tensors stand.
    private static Level ChildOf(Level level, int field) => (level, field) switch
    {
        (Level.Model, 7) => Level.Graph,
        (Level.Model, 20) => Level.Training,
        (Level.Model, 25) => Level.Function,
        (Level.Training, 1 or 2) => Level.Graph,
        (Level.Function, 7) => Level.Node,
        (Level.Graph, 1) => Level.Node,
        (Level.Graph, 5) => Level.Tensor,
        (Level.Graph, 15) => Level.Sparse,
        (Level.Node, 5) => Level.Attribute,
        (Level.Attribute, 5 or 10) => Level.Tensor,
        (Level.Attribute, 6 or 11) => Level.Graph,
        (Level.Attribute, 22 or 23) => Level.Sparse,
        _ => Level.None,
    };

    private void Sparse(long end)
    {
        Int128 count = 1;
        while (_file.Next(end))
        {
            long last = _file.End;
            if (_file.Field == 3)
            {
                ulong dimension = _file.Number;
                while (!_file.IsBytes || (_file.Position < last && _file.Varint(last, out dimension)))
                {
                    count = Int128.Min(count, MaxSparseElements + 1) * dimension;
                    if (!_file.IsBytes)
                    {
                        break;
                    }
                }
            }

            _file.MoveTo(last);
        }

        if (count > MaxSparseElements)
        {
            throw new ModelFolderException(_path, $"a sparse tensor would have {count} elements or more when it is loaded; at most {MaxSparseElements} are. Export the model with dense weights.");
        }
    }

    private void Check(TensorClaim tensor)
    {
        string shape = TensorBuffer.FormatShape([.. tensor.Shape]);
        if (tensor.Count < 0)
        {
            throw new ModelFolderException(_path, $"the tensor '{tensor.Name}' claims the impossible shape {shape}. The file was altered; fetch it again.");
        }

        if (_file.Damaged)
        {
            return;
        }

        if (tensor.IsExternal)
        {
            CheckExternal(tensor, shape);
        }
        else if (tensor.IsShort)
        {
            throw new ModelFolderException(
                _path, $"the tensor '{tensor.Name}' claims the shape {shape}{Bytes(tensor)}, but only {tensor.BytesHere} bytes of it are there. The file was altered; fetch it again.");
        }
    }

    private void CheckExternal(TensorClaim tensor, string shape)
    {
        if (!_lengths.TryGetValue(tensor.Location, out long length))
        {
            string data = _resolve(tensor.Location);
            FileInfo info = new(data);
            _lengths[tensor.Location] = length = info.Exists ? info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : info.Length
                : throw new ModelFolderException(data, $"the file is missing; it holds weights of {Path.GetFileName(_path)}. Fetch the model again, with this file.");
        }

        Int128 needed = tensor.Needed is { } bytes ? Int128.Max(bytes, tensor.Length ?? 0) : tensor.Length ?? 0;
        if (tensor.Offset < 0 || tensor.Length < 0 || tensor.Offset + needed > length || (tensor.Length is { } stated && tensor.Needed is { } wanted && stated < wanted))
        {
            throw new ModelFolderException(
                _resolve(tensor.Location),
                $"the tensor '{tensor.Name}' of {Path.GetFileName(_path)} claims the shape {shape}{Bytes(tensor)} from byte {tensor.Offset}{(tensor.Length is { } own ? $" with {own} bytes" : "")}, but the file has {length} bytes. It is truncated or altered; fetch it again.");
        }
    }

    private static string Bytes(TensorClaim tensor) => tensor.Needed is { } needed ? $" ({needed} bytes)" : "";

    private enum Level
    {
        None,
        Model,
        Training,
        Function,
        Graph,
        Node,
        Attribute,
        Tensor,
        Sparse,
    }
}
