namespace Vlm;

/// <summary>How well a picture and a text fit.</summary>
public sealed class ImageTextScore
{
    /// <summary>The cosine of their embeddings, -1 to 1.</summary>
    public required float Cosine { get; init; }

    /// <summary>The scaled (and biased) cosine; null where the model has no scale.</summary>
    public float? Logit { get; init; }

    /// <summary>As trained: a softmax over the texts of the call, or a sigmoid; null where the model has no scale.</summary>
    public float? Probability { get; init; }
}
