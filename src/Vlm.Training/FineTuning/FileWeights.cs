namespace Vlm.Training;

/// <summary>
/// The weights of an .onnx file as its operators see them: initializers, those behind a Cast or a DequantizeLinear, and those
/// that stand as whole numbers in a look-up or a product with the scale applied afterwards.
/// </summary>
internal sealed class FileWeights
{
    private readonly OnnxFile _file;
    private readonly Dictionary<string, StoredWeight> _byValue = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScaledUse> _scaledUses = new(StringComparer.Ordinal);

    public FileWeights(OnnxFile file)
    {
        _file = file;
        foreach (OnnxFileNode node in file.Nodes)
        {
            Find(node);
        }

        // A scale belongs to the weight that it scales.
        foreach (ScaledUse use in _scaledUses.Values)
        {
            _byValue.Remove(use.Scale);
        }

        All = [.. _byValue.Values.Concat(_scaledUses.Values.Select(use => use.Weight)).DistinctBy(weight => weight.Name)];
    }

    public IReadOnlyList<StoredWeight> All { get; }

    /// <summary>The weight that a value is; null where it is none.</summary>
    public StoredWeight? Find(string value) => _byValue.GetValueOrDefault(value);

    /// <summary>The use of a whole-number weight that ends in this value; null where it is none.</summary>
    public ScaledUse? FindUse(string value) => _scaledUses.TryGetValue(value, out ScaledUse use) ? use : null;

    private void Find(OnnxFileNode node)
    {
        switch (node.Operator)
        {
            case "Cast" when node.Attributes.Long("to", 0) == OnnxTypes.ToNumber(TensorElementType.Float32) && Initializer(node, 0) is { ElementType: TensorElementType.Float16 } half:
                _byValue[node.Outputs[0]] = new FloatWeight(node.Outputs[0], node.Inputs[0], half);
                break;
            case "DequantizeLinear" when Initializer(node, 0) is { ElementType: TensorElementType.Int8 or TensorElementType.UInt8 } quantized && Initializer(node, 1) is { } scale:
                int axis = GraphShape.Axis(node.Attributes.Long("axis", 1), quantized.Shape.Count);
                _byValue[node.Outputs[0]] = new QuantizedWeight(node.Outputs[0], new(node.Inputs[0], node.Inputs[1]), quantized, scale, Initializer(node, 2), axis);
                break;
            case "DequantizeLinear":
                // Other types, such as the 32-bit sums of biases, stay as the file has them.
                break;
            case "Mul" when LookUp(node) is { } lookUp:
                _scaledUses[node.Outputs[0]] = lookUp;
                break;
            case "Mul" when Product(node) is { } product:
                _scaledUses[node.Outputs[0]] = product;
                break;
            default:
                AddPlain(node);
                break;
        }
    }

    private void AddPlain(OnnxFileNode node)
    {
        // The running statistics of a batch normalization are no weights.
        foreach (string input in node.Operator == "BatchNormalization" ? node.Inputs.Take(3) : node.Inputs)
        {
            if (_file.Initializers.TryGetValue(input, out GraphTensor? tensor) && tensor is { ElementType: TensorElementType.Float32 or TensorElementType.Float16, Shape.Count: > 0 })
            {
                _byValue.TryAdd(input, new FloatWeight(input, input, tensor));
            }
        }
    }

    // Gather(q, ids) as numbers, times Gather(scale, ids): a table with one scale a row.
    private ScaledUse? LookUp(OnnxFileNode mul)
    {
        if (Maker(mul.Inputs[0], "Cast") is not { } cast || Maker(cast.Inputs[0], "Gather") is not { } rows || Maker(mul.Inputs[1], "Gather") is not { } scales
            || Initializer(rows, 0) is not { ElementType: TensorElementType.Int8 or TensorElementType.UInt8 } quantized || rows.Inputs[1] != scales.Inputs[1]
            || rows.Attributes.Long("axis", 0) != 0 || scales.Attributes.Long("axis", 0) != 0)
        {
            return null;
        }

        string stored = Maker(scales.Inputs[0], "Cast") is { } widened ? widened.Inputs[0] : scales.Inputs[0];
        return _file.Initializers.TryGetValue(stored, out GraphTensor? scale) && scale.Length == quantized.Shape[0]
            ? new ScaledUse(new QuantizedWeight(rows.Inputs[0], new(rows.Inputs[0], stored), quantized, scale, null, 0), rows.Inputs[1], scales.Inputs[0], true)
            : null;
    }

    // MatMulInteger of what DynamicQuantizeLinear made of x, times both scales: x W up to rounding.
    private ScaledUse? Product(OnnxFileNode mul)
    {
        foreach ((string product, string factor) in new[] { (mul.Inputs[0], mul.Inputs[1]), (mul.Inputs[1], mul.Inputs[0]) })
        {
            if (Maker(product, "Cast") is { } cast && Maker(cast.Inputs[0], "MatMulInteger") is { } integer && Maker(integer.Inputs[0], "DynamicQuantizeLinear") is { } activations
                && Maker(factor, "Mul") is { } scales && Initializer(integer, 1) is { Shape.Count: 2 } quantized
                && scales.Inputs.FirstOrDefault(_file.Initializers.ContainsKey) is { } stored)
            {
                GraphTensor scale = _file.Initializers[stored];
                return new ScaledUse(new QuantizedWeight(integer.Inputs[1], new(integer.Inputs[1], stored), quantized, scale, Initializer(integer, 3), 1), activations.Inputs[0], stored, false);
            }
        }

        return null;
    }

    private OnnxFileNode? Maker(string value, string @operator) =>
        _file.MakerOf(value) is { Inputs.Count: > 0 } node && node.Operator == @operator ? node : null;

    private GraphTensor? Initializer(OnnxFileNode node, int input) => input < node.Inputs.Count ? _file.Initializers.GetValueOrDefault(node.Inputs[input]) : null;

    /// <summary>A weight with what it is used on.</summary>
    /// <param name="Weight">The weight.</param>
    /// <param name="Input">The ids that are looked up, or the x of x W.</param>
    /// <param name="Scale">The value that scales it.</param>
    /// <param name="IsLookUp">Whether rows are looked up.</param>
    internal readonly record struct ScaledUse(StoredWeight Weight, string Input, string Scale, bool IsLookUp);
}
