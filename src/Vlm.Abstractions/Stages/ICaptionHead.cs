namespace Vlm;

/// <summary>Writes a text about each picture.</summary>
/// <remarks>Implementations are thread-safe. The model that a head was given to disposes it.</remarks>
public interface ICaptionHead : IDisposable
{
    /// <summary>What it needs of the image encoder.</summary>
    FeatureSizes ImageSizes { get; }

    /// <summary>Captions a batch.</summary>
    /// <param name="images">B pictures; the caller keeps them.</param>
    /// <param name="options">Null for the model's own.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <returns>B captions.</returns>
    IReadOnlyList<Caption> Caption(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Captions the first picture, piece by piece as the words are chosen. Streaming is always greedy.</summary>
    /// <param name="images">One picture; the caller keeps it.</param>
    /// <param name="options">Null for the model's own.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <returns>The pieces; the texts of all of them, one behind the other, are the caption.</returns>
    IEnumerable<TextUpdate> Stream(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default);
}
