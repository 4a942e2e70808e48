namespace Vlm.Training;

/// <summary>A node as an .onnx file names it; an empty name stands for an input or output that is left out.</summary>
internal sealed record OnnxFileNode(string Name, string Operator, string Domain, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, NodeAttributes Attributes)
{
    /// <summary>What errors call it.</summary>
    public string Label => Name.Length > 0 ? Name : Outputs[0];
}
