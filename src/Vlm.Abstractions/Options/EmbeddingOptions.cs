namespace Vlm;

/// <summary>How embeddings are made. Null members mean the model's own default.</summary>
public sealed class EmbeddingOptions : InferenceOptions
{
    /// <summary>Whether vectors are divided by their L2 norm; null for true.</summary>
    public bool? Normalize { get; set; }
}
