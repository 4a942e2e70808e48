namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>A picture's rows, ready for prompts, and how they came about.</summary>
internal sealed record PictureRows(ImageFeatures Features, PictureLayout Layout) : IDisposable
{
    public void Dispose() => Features.Dispose();
}
