using Vlm.Generation;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>The decoder looks at the picture's rows themselves.</summary>
internal sealed class PictureStates : IStatesEncoder
{
    public bool MasksPadding => true;

    public bool PassesRows => true;

    public EncoderStates Encode(ImageFeatures pictures, IReadOnlyList<int[]> ids, CancellationToken cancellationToken) =>
        EncoderStates.Of(pictures.Rows!, pictures.Counts);

    public void Dispose()
    {
        // The rows stay with the pictures.
    }
}
