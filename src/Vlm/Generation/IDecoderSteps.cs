namespace Vlm.Generation;

/// <summary>
/// A decoder that remembers what its rows have read: each step reads the next tokens of every row and tells what may
/// follow. The search owns it, and one thread uses it.
/// </summary>
internal interface IDecoderSteps : IDisposable
{
    /// <summary>The number of sequences that are decoded together.</summary>
    int Rows { get; }

    /// <summary>The number of tokens to choose from.</summary>
    int VocabularySize { get; }

    /// <summary>Reads tokens.</summary>
    /// <param name="ids">[Rows,T]: the next T tokens of every row.</param>
    /// <param name="cancellationToken">Stops the step.</param>
    void Step(ReadOnlySpan<long> ids, CancellationToken cancellationToken);

    /// <summary>The logits after the last token that a row has read; the caller may overwrite them. Valid until the next step.</summary>
    Span<float> Logits(int row);

    /// <summary>Makes row i what row <paramref name="rows"/>[i] was; rows may be dropped and repeated.</summary>
    void Reorder(ReadOnlySpan<int> rows);
}
