namespace Vlm.Training;

/// <summary>Numbers of a checkpoint, read where they stand: in a parameter, or in an array.</summary>
internal sealed class CheckpointTensor
{
    private readonly Parameter? _parameter;
    private readonly float[] _array = [];

    public CheckpointTensor(string name, Parameter parameter)
    {
        (Name, Shape) = (name, parameter.Shape);
        _parameter = parameter;
    }

    public CheckpointTensor(string name, float[] array)
    {
        (Name, Shape) = (name, [array.Length]);
        _array = array;
    }

    public string Name { get; }

    public IReadOnlyList<long> Shape { get; }

    public ReadOnlySpan<float> Span => _parameter is null ? _array : _parameter.Values;
}
