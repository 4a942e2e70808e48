namespace Vlm.Onnx;

/// <summary>Names of a session with the tensors that stand behind them in every run. It owns none of them.</summary>
internal sealed class ResidentBinding
{
    private readonly (string Name, ResidentTensor Tensor)[] _tensors;

    public ResidentBinding(IEnumerable<(string Name, ResidentTensor Tensor)> tensors)
    {
        _tensors = [.. tensors];
        Names = Array.ConvertAll(_tensors, pair => pair.Name);
        Values = Array.ConvertAll(_tensors, pair => pair.Tensor.Value);
    }

    internal string[] Names { get; }

    internal nint[] Values { get; }
}
