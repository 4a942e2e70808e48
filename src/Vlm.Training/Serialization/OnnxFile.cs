namespace Vlm.Training;

/// <summary>What an .onnx file holds: its nodes in their order, its weights, what it is fed and what it gives.</summary>
internal sealed class OnnxFile
{
    private readonly Lazy<Dictionary<string, OnnxFileNode>> _makers;

    public OnnxFile() => _makers = new(() =>
    {
        Dictionary<string, OnnxFileNode> makers = new(StringComparer.Ordinal);
        foreach (OnnxFileNode node in Nodes!)
        {
            foreach (string output in node.Outputs)
            {
                makers[output] = node;
            }
        }

        return makers;
    });

    public required string Path { get; init; }

    /// <summary>The file's bytes.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The version of ONNX's own operators.</summary>
    public required long Opset { get; init; }

    public required IReadOnlyList<OnnxFileNode> Nodes { get; init; }

    public required IReadOnlyDictionary<string, GraphTensor> Initializers { get; init; }

    /// <summary>The names of what it is fed, without weights that are inputs too.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The node that gives a value; null of an input, a weight, or what nothing gives.</summary>
    public OnnxFileNode? MakerOf(string value) => _makers.Value.GetValueOrDefault(value);

    public ModelFolderException Unsupported(string what, string? key = null) => new(Path, what, key);
}
