namespace Vlm.Training;

/// <summary>A weight of an .onnx file in the precision in which it is stored: unpacked for training, packed again for the file.</summary>
internal abstract class StoredWeight
{
    protected StoredWeight(string name, IReadOnlyList<long> shape)
    {
        Name = name;
        Shape = shape;
    }

    /// <summary>The name of the single-precision value that operators read.</summary>
    public string Name { get; }

    public IReadOnlyList<long> Shape { get; }

    /// <summary>How it is stored, for people.</summary>
    public abstract string Storage { get; }

    /// <summary>The numbers as operators read them.</summary>
    public abstract float[] Unpack();

    /// <summary>The stored tensors, by their names in the file, that are nearest to these numbers.</summary>
    /// <exception cref="TrainingException">The numbers are out of the storage's range.</exception>
    public abstract IEnumerable<KeyValuePair<string, GraphTensor>> Pack(ReadOnlySpan<float> values);
}
