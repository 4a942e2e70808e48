namespace Vlm.Training;

/// <summary>A weight of an .onnx file.</summary>
public sealed class OnnxModuleWeight
{
    internal OnnxModuleWeight(StoredWeight stored, int? block, ProductOperand operand)
    {
        Stored = stored;
        Block = block;
        Operand = operand;
    }

    /// <summary>Its name in the file: that of the value which operators read.</summary>
    public string Name => Stored.Name;

    /// <summary>Its dimensions.</summary>
    public IReadOnlyList<long> Shape => Stored.Shape;

    /// <summary>The number of the block of layers that it belongs to, from 0; null for embeddings, final norms and heads.</summary>
    public int? Block { get; }

    /// <summary>How the file stores it, such as <c>Float16</c> or <c>Int8, 30522 scales</c>.</summary>
    public string Storage => Stored.Storage;

    internal StoredWeight Stored { get; }

    /// <summary>How matrix products read it.</summary>
    internal ProductOperand Operand { get; }

    /// <summary>For example <c>encoder.layer.5.output.bias: [384] Float16, block 5</c>.</summary>
    public override string ToString() => $"{Name}: {TensorBuffer.FormatShape([.. Shape])} {Storage}{(Block is { } block ? $", block {block}" : "")}";
}
