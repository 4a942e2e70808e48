namespace Vlm.Onnx;

/// <summary>Names of a session with the tensors that stand behind them in every run. It owns none of them.</summary>
internal sealed class ResidentBinding
{
    private readonly ResidentTensor[] _tensors;
    private readonly nint[] _values;

    public ResidentBinding(IEnumerable<(string Name, ResidentTensor Tensor)> tensors)
    {
        (string Name, ResidentTensor Tensor)[] all = [.. tensors];
        Names = Array.ConvertAll(all, pair => pair.Name);
        _tensors = Array.ConvertAll(all, pair => pair.Tensor);
        _values = new nint[all.Length];
    }

    internal string[] Names { get; }

    /// <summary>The values, in the order of the names.</summary>
    /// <exception cref="ObjectDisposedException">A tensor was disposed.</exception>
    internal ReadOnlySpan<nint> Values
    {
        get
        {
            for (int i = 0; i < _values.Length; i++)
            {
                _values[i] = _tensors[i].Value;
            }

            return _values;
        }
    }
}
