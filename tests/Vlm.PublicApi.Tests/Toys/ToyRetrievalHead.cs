namespace Vlm.PublicApi.Tests.Toys;

/// <summary>The pooled vectors themselves: colours seen and colours named share their axes.</summary>
public sealed class ToyRetrievalHead : Toy, IRetrievalHead
{
    public FeatureSizes ImageSizes { get; init; } = new() { Pooled = Colours };

    public FeatureSizes TextSizes { get; init; } = new() { Pooled = Colours };

    public int EmbeddingSize => Colours;

    public float? LogitScale { get; init; } = 10;

    public float? LogitBias { get; init; }

    public ScoreNormalization Normalization { get; init; } = ScoreNormalization.Softmax;

    public TensorBuffer<float> EmbedImages(ImageFeatures images, CancellationToken cancellationToken = default) => Copy(images.Pooled!);

    public TensorBuffer<float> EmbedTexts(TextFeatures texts, CancellationToken cancellationToken = default) => Copy(texts.Pooled!);

    private static TensorBuffer<float> Copy(TensorBuffer<float> pooled)
    {
        TensorBuffer<float> copy = TensorBuffer.Rent<float>(pooled.Shape);
        pooled.Span.CopyTo(copy.Span);
        return copy;
    }
}
