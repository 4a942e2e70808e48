using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>A parameter and where its gradient stands.</summary>
internal sealed class ParameterGradient(Parameter parameter, ResidentTensor gradient)
{
    public Parameter Parameter { get; } = parameter;

    public Span<float> Gradient => gradient.Span;

    public ResidentTensor Tensor => gradient;
}
