using Microsoft.ML.OnnxRuntime;

namespace Vlm.Onnx;

/// <summary>Names of a session with the tensors that stand behind them in every run. It owns none of them.</summary>
internal sealed class ResidentBinding
{
    public ResidentBinding(IEnumerable<(string Name, ResidentTensor Tensor)> tensors)
    {
        (string Name, ResidentTensor Tensor)[] all = [.. tensors];
        Names = Array.ConvertAll(all, pair => pair.Name);
        Values = Array.ConvertAll(all, pair => pair.Tensor.Value);
    }

    internal string[] Names { get; }

    internal OrtValue[] Values { get; }
}
