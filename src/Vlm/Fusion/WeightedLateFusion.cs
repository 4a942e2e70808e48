using System.Numerics.Tensors;

namespace Vlm.Fusion;

/// <summary>A weighted sum of two sets of log-probabilities: a product of experts.</summary>
internal sealed class WeightedLateFusion : ILateFusion
{
    private readonly float _imageWeight;
    private readonly float _textWeight;

    public WeightedLateFusion(float imageWeight, float textWeight)
    {
        _imageWeight = imageWeight;
        _textWeight = textWeight;
    }

    public TensorBuffer<float> Fuse(TensorBuffer<float> image, TensorBuffer<float> text)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(text);
        if (!image.Shape.SequenceEqual(text.Shape))
        {
            throw new TensorShapeException(
                "scores to fuse", TensorBuffer.FormatShape(image.Shape), TensorBuffer.FormatShape(text.Shape), "Both heads must score the same answers of the same batch.");
        }

        TensorBuffer<float> result = TensorBuffer.Rent<float>(image.Shape);
        TensorPrimitives.Multiply(text.Span, _textWeight, result.Span);
        TensorPrimitives.MultiplyAdd(image.Span, _imageWeight, result.Span, result.Span);
        return result;
    }
}
