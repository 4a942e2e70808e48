using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Numbers that training changes. They stand in native memory, where sessions read them and optimizers write them in place.
/// Not thread-safe while a step runs.
/// </summary>
public sealed class Parameter : IDisposable
{
    private readonly long[] _shape;

    internal Parameter(string name, long[] shape)
    {
        Name = name;
        _shape = shape;
        Tensor = new ResidentTensor(shape);
        Decays = shape.Length >= 2;
    }

    /// <summary>Its name in graphs, checkpoints and exported files.</summary>
    public string Name { get; }

    /// <summary>Its dimensions, outermost first.</summary>
    public IReadOnlyList<long> Shape => _shape;

    /// <summary>The number of its elements.</summary>
    public int Length => Tensor.Length;

    /// <summary>Its numbers in row-major order. Writing them is allowed between two steps.</summary>
    /// <exception cref="ObjectDisposedException">The parameter was disposed.</exception>
    public Span<float> Values => Tensor.Span;

    /// <summary>Whether sessions that are opened from now on train it; true at first.</summary>
    public bool IsTrained { get; set; } = true;

    /// <summary>The learning rate is multiplied by this.</summary>
    public double LearningRateScale { get; set; } = 1;

    /// <summary>Whether weight decay applies; at first for parameters with two dimensions or more, not for biases and norms.</summary>
    public bool Decays { get; set; }

    /// <summary>How exported files store it.</summary>
    public ParameterStorage Storage { get; set; }

    internal ResidentTensor Tensor { get; }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => Tensor.Dispose();

    /// <summary>For example <c>tok: [2888,256]</c>.</summary>
    public override string ToString() => $"{Name}: {TensorBuffer.FormatShape(_shape)}";
}
