using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>The weighted mean of the gradients of several runs; takes its memory when it is first used.</summary>
internal sealed class GradientSum(ParameterGradient[] like) : IDisposable
{
    private readonly List<string> _examples = [];
    private ParameterGradient[]? _sums;
    private GradientShares? _shares;
    private double _weight;
    private double _loss;
    private TimeSpan _time;

    /// <summary>How many parts were added since the last step.</summary>
    public int Parts { get; private set; }

    public GradientShares Shares => _shares ??= new GradientShares(_sums ?? throw new InvalidOperationException("Nothing was accumulated."));

    public void Add(ParameterGradient[] gradients, double loss, double weight, TimeSpan time, IReadOnlyList<string> examples)
    {
        _sums ??= Array.ConvertAll(like, gradient => new ParameterGradient(gradient.Parameter, new ResidentTensor([.. gradient.Parameter.Shape])));
        for (int i = 0; i < gradients.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(gradients[i].Gradient, (float)weight, _sums[i].Gradient, _sums[i].Gradient);
        }

        Parts++;
        _weight += weight;
        _loss += loss * weight;
        _time += time;
        _examples.AddRange(examples);
    }

    /// <summary>Divides by the weights.</summary>
    public void Finish(out double loss, out TimeSpan time, out IReadOnlyList<string> examples)
    {
        if (_sums is null || _weight == 0)
        {
            throw new InvalidOperationException("Nothing was accumulated: call Accumulate before Apply.");
        }

        foreach (ParameterGradient sum in _sums)
        {
            TensorPrimitives.Multiply(sum.Gradient, (float)(1 / _weight), sum.Gradient);
        }

        (loss, time, examples) = (_loss / _weight, _time, [.. _examples]);
    }

    public void Clear()
    {
        foreach (ParameterGradient sum in _sums ?? [])
        {
            sum.Gradient.Clear();
        }

        (Parts, _weight, _loss, _time) = (0, 0, 0, default);
        _examples.Clear();
    }

    public void Dispose()
    {
        foreach (ParameterGradient sum in _sums ?? [])
        {
            sum.Tensor.Dispose();
        }
    }
}
