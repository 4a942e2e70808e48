namespace Vlm;

/// <summary>Joins the verdicts of two heads, of which one saw only the picture and the other only the words.</summary>
/// <remarks>Implementations are thread-safe.</remarks>
public interface ILateFusion
{
    /// <summary>Joins two sets of log-probabilities over the same K answers.</summary>
    /// <param name="image">[B,K], from the picture alone.</param>
    /// <param name="text">[B,K], from the words alone.</param>
    /// <returns>[B,K], unnormalised; the caller disposes it.</returns>
    TensorBuffer<float> Fuse(TensorBuffer<float> image, TensorBuffer<float> text);
}
