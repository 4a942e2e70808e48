namespace Vlm;

/// <summary>What a stage declares of one tensor before it is run: its name, element type and dimensions.</summary>
public sealed class TensorSpec
{
    /// <summary>Creates a declaration.</summary>
    /// <param name="name">The tensor's name, e.g. <c>pixel_values</c>.</param>
    /// <param name="elementType">The type of its elements.</param>
    /// <param name="dimensions">Its dimensions in row-major order; -1 where any size is accepted.</param>
    public TensorSpec(string name, TensorElementType elementType, IReadOnlyList<long> dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(dimensions);
        Name = name;
        ElementType = elementType;
        Dimensions = dimensions;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type of its elements.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>Its dimensions in row-major order; -1 where any size is accepted.</summary>
    public IReadOnlyList<long> Dimensions { get; }

    /// <summary>
    /// Per dimension its name, such as <c>batch_size</c>; empty where it has a size, or no name. Null where nobody named them.
    /// Dimensions of one name are meant to have one size, but exporters give one name to several: nothing is held to it.
    /// </summary>
    public IReadOnlyList<string>? DimensionNames { get; init; }

    /// <summary>Whether a tensor of this shape is accepted.</summary>
    /// <param name="shape">The shape to test.</param>
    public bool Accepts(ReadOnlySpan<long> shape)
    {
        if (shape.Length != Dimensions.Count)
        {
            return false;
        }

        for (int i = 0; i < shape.Length; i++)
        {
            if (Dimensions[i] >= 0 && Dimensions[i] != shape[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>For example <c>pixel_values: Float32 [?,3,224,224]</c>.</summary>
    public override string ToString() =>
        $"{Name}: {ElementType} [{string.Join(',', Dimensions.Select(d => d < 0 ? "?" : d.ToString()))}]";
}
