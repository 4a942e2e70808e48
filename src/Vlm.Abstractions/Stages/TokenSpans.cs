namespace Vlm;

/// <summary>
/// The caller's own memory for one row of tokens. Only the ids are needed; what is left empty is not written. A span may be
/// longer than the row: what comes after the row stays as it is.
/// </summary>
/// <typeparam name="T">The type of the elements: <see cref="int"/> or <see cref="long"/>.</typeparam>
public readonly ref struct TokenSpans<T>
    where T : unmanaged
{
    /// <summary>Names the memory.</summary>
    /// <param name="ids">For the ids.</param>
    /// <param name="attentionMask">For 1 where a token is real and 0 where it is padding.</param>
    /// <param name="typeIds">For 0 in the first text of a pair and 1 in the second, as the tokenizer's template has it.</param>
    /// <param name="offsets">For the place of each token in its text, in UTF-16 code units; (0, 0) for special tokens and padding.</param>
    /// <param name="specialTokensMask">For 1 where a token was added around the text or is padding.</param>
    /// <param name="sequenceIds">For 0 where a token comes from the first text, 1 where it comes from the second, -1 where it comes from neither.</param>
    public TokenSpans(
        Span<T> ids, Span<T> attentionMask = default, Span<T> typeIds = default, Span<TokenOffset> offsets = default, Span<T> specialTokensMask = default, Span<T> sequenceIds = default)
    {
        Ids = ids;
        AttentionMask = attentionMask;
        TypeIds = typeIds;
        Offsets = offsets;
        SpecialTokensMask = specialTokensMask;
        SequenceIds = sequenceIds;
    }

    /// <summary>Memory for the ids.</summary>
    public Span<T> Ids { get; }

    /// <summary>Memory for the attention mask; empty where it is not asked for.</summary>
    public Span<T> AttentionMask { get; }

    /// <summary>Memory for the type ids; empty where they are not asked for.</summary>
    public Span<T> TypeIds { get; }

    /// <summary>Memory for the offsets; empty where they are not asked for.</summary>
    public Span<TokenOffset> Offsets { get; }

    /// <summary>Memory for the mask of special tokens; empty where it is not asked for.</summary>
    public Span<T> SpecialTokensMask { get; }

    /// <summary>Memory for the sequence ids; empty where they are not asked for.</summary>
    public Span<T> SequenceIds { get; }

    /// <summary>Whether a row of this length fits into every span that is asked for.</summary>
    /// <param name="length">The length of the row.</param>
    public bool Fits(int length) =>
        length <= Ids.Length && FitsOptional(AttentionMask.Length, length) && FitsOptional(TypeIds.Length, length)
        && FitsOptional(Offsets.Length, length) && FitsOptional(SpecialTokensMask.Length, length) && FitsOptional(SequenceIds.Length, length);

    private static bool FitsOptional(int room, int length) => room == 0 || length <= room;
}
