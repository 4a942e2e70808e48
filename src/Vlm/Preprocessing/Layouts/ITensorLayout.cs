using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Writing;

namespace Vlm.Preprocessing.Layouts;

/// <summary>How the frames of a batch lie in <c>pixel_values</c>, and which tensors stand beside it.</summary>
internal interface ITensorLayout
{
    /// <summary>The tensors that are made, as far as they are fixed.</summary>
    /// <param name="frame">The size of all frames; null where it depends on the picture.</param>
    IReadOnlyList<TensorSpec> Outputs((int Width, int Height)? frame);

    /// <summary>Takes the memory for a planned batch and writes every frame into it.</summary>
    PixelValues Write(PictureBatch batch, CancellationToken cancellationToken);
}
