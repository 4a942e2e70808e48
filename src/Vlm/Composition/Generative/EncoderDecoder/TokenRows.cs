namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>One text as ids.</summary>
internal static class TokenRows
{
    /// <summary>The ids of a text of any length.</summary>
    public static int[] Ids(ITokenizer tokenizer, string text, bool addSpecialTokens) => Ids(tokenizer, text, addSpecialTokens, null, out _);

    /// <summary>The ids of a text.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="addSpecialTokens">Whether the tokens around a text are added.</param>
    /// <param name="greatestLength">Where it is cut; null for nowhere.</param>
    /// <param name="truncated">Whether it was cut.</param>
    public static int[] Ids(ITokenizer tokenizer, string text, bool addSpecialTokens, int? greatestLength, out bool truncated)
    {
        using TokenIds row = tokenizer.Encode([text], new TokenizerOptions
        {
            AddSpecialTokens = addSpecialTokens,
            Truncate = greatestLength is not null,
            MaxLength = greatestLength,
            PadToMaxLength = false,
            PadToMultipleOf = 1,
        });
        truncated = row.Truncated[0];
        return Array.ConvertAll(row.Ids.Span.ToArray(), id => (int)id);
    }
}
