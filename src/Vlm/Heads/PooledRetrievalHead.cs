using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>A joint space that the encoders themselves end in: each one's pooled vector is its embedding, as in CLIP and SigLIP.</summary>
internal sealed class PooledRetrievalHead : IRetrievalHead, IEmbeddingOutputs
{
    /// <summary>Creates it.</summary>
    /// <param name="image">The image encoder's pooled vector.</param>
    /// <param name="text">The text encoder's; null where there is no text encoder.</param>
    /// <param name="scale">How cosines become logits; null where that is not known.</param>
    /// <param name="normalization">How logits become probabilities.</param>
    /// <exception cref="TensorShapeException">The two widths differ.</exception>
    public PooledRetrievalHead(EmbeddingOutput image, EmbeddingOutput? text, LogitScale? scale, ScoreNormalization normalization)
    {
        if (text is not null && text.Width != image.Width)
        {
            throw new TensorShapeException(
                "joint space of pictures and texts", $"texts of width {image.Width}, as {image.Name}", $"width {text.Width} of {text.Name}", "The two files were not trained together; fetch the folder again.");
        }

        EmbeddingSize = image.Width;
        ImageSizes = new FeatureSizes { Pooled = image.Width };
        TextSizes = new FeatureSizes { Pooled = text?.Width };
        ImageOutput = image.Name;
        TextOutput = text?.Name;
        LogitScale = scale?.Scale;
        LogitBias = scale?.Bias;
        Normalization = normalization;
    }

    public FeatureSizes ImageSizes { get; }

    public FeatureSizes TextSizes { get; }

    public int EmbeddingSize { get; }

    public string ImageOutput { get; }

    public string? TextOutput { get; }

    public float? LogitScale { get; }

    public float? LogitBias { get; }

    public ScoreNormalization Normalization { get; }

    public TensorBuffer<float> EmbedImages(ImageFeatures images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return Copy(images.Pooled, "pooled image features");
    }

    public TensorBuffer<float> EmbedTexts(TextFeatures texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Copy(texts.Pooled, "pooled text features");
    }

    public void Dispose()
    {
        // There is nothing of its own; the encoders belong to the model.
    }

    // The embeddings may outlive the features.
    private TensorBuffer<float> Copy(TensorBuffer<float>? pooled, string what)
    {
        if (pooled is null)
        {
            throw new TensorShapeException(what, $"[B,{EmbeddingSize}]", "none", "Encode with the encoders of this model.");
        }

        TensorBuffer<float> copy = TensorBuffer.Rent<float>(pooled.Shape);
        pooled.Span.CopyTo(copy.Span);
        return copy;
    }
}
