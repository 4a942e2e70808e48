namespace Vlm.Onnx;

/// <summary>
/// Cuts out of an .onnx file what some of its outputs need, as a model of its own. A session runs all that its file holds, whatever
/// output is asked for: of a file for pictures and texts each half must stand alone to cost half.
/// </summary>
internal static class OnnxPart
{
    private const int GraphField = 7, NodeField = 1, NameField = 2, WeightField = 5, InputField = 11, OutputField = 12, BytesType = 2;

    /// <summary>The model, in the file format.</summary>
    /// <param name="outline">The file.</param>
    /// <param name="outputs">The wanted outputs.</param>
    /// <exception cref="ModelFolderException">The file has no such output.</exception>
    public static byte[] Cut(OnnxOutline outline, params ReadOnlySpan<string> outputs)
    {
        HashSet<string> read = new(StringComparer.Ordinal);
        HashSet<OutlineNode> needed = [];
        Stack<string> open = new();
        foreach (string output in outputs)
        {
            open.Push(outline.Outputs.ContainsKey(output) ? output : throw new ModelFolderException(
                outline.Path, $"there is no output '{output}'; found: {string.Join(", ", outline.Outputs.Keys)}."));
        }

        while (open.TryPop(out string? value))
        {
            if (read.Add(value) && outline.MakerOf(value) is { } node && needed.Add(node))
            {
                foreach (string input in node.Inputs)
                {
                    open.Push(input);
                }
            }
        }

        List<(int Field, FileSlice Slice)> graph =
        [
            .. outline.Nodes.Where(needed.Contains).Select(node => (NodeField, node.Bytes)),
            .. outline.Weights.Where(weight => read.Contains(weight.Key)).Select(weight => (WeightField, weight.Value)),
            .. outline.Inputs.Where(input => read.Contains(input.Key)).Select(input => (InputField, input.Value)),
        ];
        foreach (string output in outputs)
        {
            graph.Add((OutputField, outline.Outputs[output]));
        }

        return Write(outline, graph);
    }

    private static byte[] Write(OnnxOutline outline, List<(int Field, FileSlice Slice)> graph)
    {
        // A graph must have a name.
        byte[] name = [(NameField << 3) | BytesType, 4, .. "part"u8];
        long graphLength = name.Length + graph.Sum(part => 1 + VarintLength(part.Slice.Length) + part.Slice.Length);
        long length = outline.Rest.Sum(slice => slice.Length) + 1 + VarintLength(graphLength) + graphLength;
        if (length > Array.MaxLength)
        {
            throw new UnsupportedModelException($"{outline.Path}: the part that is needed has {length} bytes; at most {Array.MaxLength} can be cut out. Use a folder with a file for each half.");
        }

        byte[] model = new byte[length];
        using MemoryStream to = new(model, 0, model.Length, writable: true, publiclyVisible: true);
        using FileStream file = new(outline.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        foreach (FileSlice slice in outline.Rest)
        {
            Copy(file, slice, to);
        }

        WriteHead(to, GraphField, graphLength);
        to.Write(name);
        foreach ((int field, FileSlice slice) in graph)
        {
            WriteHead(to, field, slice.Length);
            Copy(file, slice, to);
        }

        return model;
    }

    private static void Copy(FileStream file, FileSlice slice, MemoryStream to)
    {
        file.Position = slice.Start;
        file.ReadExactly(to.GetBuffer().AsSpan((int)to.Position, (int)slice.Length));
        to.Position += slice.Length;
    }

    private static void WriteHead(MemoryStream to, int field, long length)
    {
        to.WriteByte((byte)((field << 3) | BytesType));
        ulong rest = (ulong)length;
        for (; rest >= 128; rest >>= 7)
        {
            to.WriteByte((byte)(rest | 128));
        }

        to.WriteByte((byte)rest);
    }

    private static int VarintLength(long value)
    {
        int length = 1;
        for (; value >= 128; value >>= 7)
        {
            length++;
        }

        return length;
    }
}
