namespace Vlm.Training;

/// <summary>
/// A weight stored as 8-bit whole numbers: w = (q − zero) · scale, with one scale for all or one for each entry of an axis.
/// Packing keeps the zero points and chooses each scale so that the largest number just fits.
/// </summary>
internal sealed class QuantizedWeight : StoredWeight
{
    private readonly Names _names;
    private readonly GraphTensor _quantized;
    private readonly GraphTensor _scale;
    private readonly int[] _zeros;
    private readonly int _axis;
    private readonly long _inner;

    /// <param name="name">The name of the single-precision value.</param>
    /// <param name="names">The names of what is stored.</param>
    /// <param name="quantized">q, Int8 or UInt8.</param>
    /// <param name="scale">One number, or one for each entry of the axis.</param>
    /// <param name="zero">As many zero points; null for 0.</param>
    /// <param name="axis">The axis of the scales.</param>
    public QuantizedWeight(string name, Names names, GraphTensor quantized, GraphTensor scale, GraphTensor? zero, int axis)
        : base(name, quantized.Shape)
    {
        _names = names;
        _quantized = quantized;
        _scale = scale;
        _axis = axis;
        _inner = quantized.Shape.Skip(axis + 1).Aggregate(1L, (product, size) => product * size);
        _zeros = zero is null ? new int[scale.Length] : Array.ConvertAll(zero.ToSingles()!, value => (int)value);
    }

    public override string Storage => $"{_quantized.ElementType}, {_scale.Length} scale{(_scale.Length == 1 ? "" : "s")}";

    public override float[] Unpack()
    {
        float[] values = _quantized.ToSingles()!, scales = _scale.ToSingles()!;
        for (int i = 0; i < values.Length; i++)
        {
            int group = Group(i);
            values[i] = (values[i] - _zeros[group]) * scales[group];
        }

        return values;
    }

    public override IEnumerable<KeyValuePair<string, GraphTensor>> Pack(ReadOnlySpan<float> values)
    {
        float[] scales = Scales(values);
        GraphTensor scale = new FloatWeight(_names.Scale, _names.Scale, _scale).Pack(scales).Single().Value;

        // What is read back is the scale as stored, so that rounding it to half precision does no harm.
        scales = scale.ToSingles()!;
        (int low, int high) = Range;
        byte[] packed = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int group = Group(i);
            double level = scales[group] == 0 ? 0 : Math.Round(values[i] / (double)scales[group], MidpointRounding.ToEven);
            packed[i] = (byte)(int)Math.Clamp(level + _zeros[group], low, high);
        }

        return [KeyValuePair.Create(_names.Quantized, new GraphTensor(_quantized.ElementType, [.. Shape], packed)), KeyValuePair.Create(_names.Scale, scale)];
    }

    private (int Low, int High) Range => _quantized.ElementType == TensorElementType.Int8 ? (-127, 127) : (0, 255);

    private float[] Scales(ReadOnlySpan<float> values)
    {
        (int low, int high) = Range;
        float[] scales = new float[_scale.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int group = Group(i);
            int room = Math.Max(1, values[i] < 0 ? _zeros[group] - low : high - _zeros[group]);
            scales[group] = Math.Max(scales[group], Math.Abs(values[i]) / room);
        }

        return scales;
    }

    private int Group(int index) => _scale.Length == 1 ? 0 : (int)(index / _inner % Shape[_axis]);

    /// <summary>The names of the stored tensors.</summary>
    internal readonly record struct Names(string Quantized, string Scale);
}
