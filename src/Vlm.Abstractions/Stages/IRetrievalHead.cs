namespace Vlm;

/// <summary>Projects pictures and texts into one space in which near means alike.</summary>
/// <remarks>Implementations are thread-safe. The model that a head was given to disposes it.</remarks>
public interface IRetrievalHead : IDisposable
{
    /// <summary>What it needs of the image encoder.</summary>
    FeatureSizes ImageSizes { get; }

    /// <summary>What it needs of the text encoder.</summary>
    FeatureSizes TextSizes { get; }

    /// <summary>The width E of the joint space.</summary>
    int EmbeddingSize { get; }

    /// <summary>The learned scale of the cosine (already exponentiated); null where the model has none.</summary>
    float? LogitScale { get; }

    /// <summary>The learned bias added to the scaled cosine; null where the model has none.</summary>
    float? LogitBias { get; }

    /// <summary>How logits become probabilities.</summary>
    ScoreNormalization Normalization { get; }

    /// <summary>Embeds pictures.</summary>
    /// <param name="images">B pictures; the caller keeps them.</param>
    /// <param name="cancellationToken">Stops a run that is under way.</param>
    /// <returns>[B,E], not necessarily normalised; the caller disposes it.</returns>
    TensorBuffer<float> EmbedImages(ImageFeatures images, CancellationToken cancellationToken = default);

    /// <summary>Embeds texts.</summary>
    /// <param name="texts">B texts; the caller keeps them.</param>
    /// <param name="cancellationToken">Stops a run that is under way.</param>
    /// <returns>[B,E], not necessarily normalised; the caller disposes it.</returns>
    TensorBuffer<float> EmbedTexts(TextFeatures texts, CancellationToken cancellationToken = default);
}
