namespace Vlm.PublicApi.Tests.Toys;

/// <summary>The weighted sum of two sets of log-probabilities.</summary>
public sealed class ToyLateFusion(float imageWeight) : ILateFusion
{
    public TensorBuffer<float> Fuse(TensorBuffer<float> image, TensorBuffer<float> text)
    {
        TensorBuffer<float> fused = TensorBuffer.Rent<float>(image.Shape);
        for (int i = 0; i < fused.Length; i++)
        {
            fused.Span[i] = (imageWeight * image.Span[i]) + ((1 - imageWeight) * text.Span[i]);
        }

        return fused;
    }
}
