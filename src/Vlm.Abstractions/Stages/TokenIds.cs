namespace Vlm;

/// <summary>What a tokenizer makes of a batch of texts: ids, masks and, on request, offsets, padded to one length L.</summary>
/// <remarks>
/// There is a row for each text, B of them; with <see cref="TokenizerOptions.IncludeOverflow"/> also for each piece that was cut off.
/// The owner disposes it once the encoder has run.
/// </remarks>
public sealed class TokenIds : IDisposable
{
    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="ids">[B,L].</param>
    /// <param name="attentionMask">[B,L], 1 where a token is real.</param>
    /// <param name="typeIds">[B,L], 0 for the first text of a pair and 1 for the second.</param>
    /// <param name="truncated">Per row, whether tokens were cut off.</param>
    /// <param name="offsets">Per row, the offsets of its L tokens; null where they were not asked for.</param>
    public TokenIds(
        TensorBuffer<long> ids, TensorBuffer<long> attentionMask, TensorBuffer<long> typeIds, IReadOnlyList<bool> truncated,
        IReadOnlyList<IReadOnlyList<TokenOffset>>? offsets = null)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(attentionMask);
        ArgumentNullException.ThrowIfNull(typeIds);
        ArgumentNullException.ThrowIfNull(truncated);
        TensorShapeException.ThrowUnless(ids, "token ids", truncated.Count, -1);
        TensorShapeException.ThrowUnless(attentionMask, "attention mask", ids.Shape[0], ids.Shape[1]);
        TensorShapeException.ThrowUnless(typeIds, "token type ids", ids.Shape[0], ids.Shape[1]);
        Ids = ids;
        AttentionMask = attentionMask;
        TypeIds = typeIds;
        Truncated = truncated;
        Offsets = offsets;
    }

    /// <summary>The number of rows, B.</summary>
    public int BatchSize => (int)Ids.Shape[0];

    /// <summary>The ids, special tokens and padding included: [B,L].</summary>
    public TensorBuffer<long> Ids { get; }

    /// <summary>[B,L], 1 where a token is real and 0 where it is padding.</summary>
    public TensorBuffer<long> AttentionMask { get; }

    /// <summary>[B,L], 0 for the first text of a pair and 1 for the second.</summary>
    public TensorBuffer<long> TypeIds { get; }

    /// <summary>[B,L], 1 where a token was added around the text or is padding; null where <see cref="TokenizerOptions.IncludeSpecialTokensMask"/> was not set. Owned like the others.</summary>
    public TensorBuffer<long>? SpecialTokensMask { get; init; }

    /// <summary>[B,L], 0 where a token comes from the first text, 1 where it comes from the second, -1 where it comes from neither; null where <see cref="TokenizerOptions.IncludeSequenceIds"/> was not set. Owned like the others.</summary>
    public TensorBuffer<long>? SequenceIds { get; init; }

    /// <summary>Per row, whether tokens were cut off to fit the greatest length.</summary>
    public IReadOnlyList<bool> Truncated { get; }

    /// <summary>Per row, where each token stands in its text; null where <see cref="TokenizerOptions.IncludeOffsets"/> was not set.</summary>
    public IReadOnlyList<IReadOnlyList<TokenOffset>>? Offsets { get; }

    /// <summary>Per row, the index of its text in the batch; null where each text is one row, in their order.</summary>
    public IReadOnlyList<int>? TextIndices { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ids.Dispose();
        AttentionMask.Dispose();
        TypeIds.Dispose();
        SpecialTokensMask?.Dispose();
        SequenceIds?.Dispose();
    }
}
