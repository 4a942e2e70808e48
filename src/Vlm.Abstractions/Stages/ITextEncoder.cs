namespace Vlm;

/// <summary>Token ids to text features: BERT-style, a CLIP text tower, or the user's own.</summary>
/// <remarks>Implementations are thread-safe. The model that an encoder was given to disposes it.</remarks>
public interface ITextEncoder : IDisposable
{
    /// <summary>The widths of what it gives.</summary>
    FeatureSizes OutputSizes { get; }

    /// <summary>Encodes a batch.</summary>
    /// <param name="tokens">What its tokenizer made; the caller keeps it.</param>
    /// <param name="cancellationToken">Stops a run that is under way within about 100 ms.</param>
    /// <returns>The features; the caller disposes them.</returns>
    TextFeatures Encode(TokenIds tokens, CancellationToken cancellationToken = default);
}
