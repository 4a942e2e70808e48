namespace Vlm.Onnx;

/// <summary>One operator of a graph, and where it stands in the file.</summary>
/// <param name="Operator">Its type.</param>
/// <param name="Inputs">What it reads, also from within graphs of its own.</param>
/// <param name="Outputs">What it makes.</param>
/// <param name="Bytes">The NodeProto.</param>
internal sealed record OutlineNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, FileSlice Bytes);
