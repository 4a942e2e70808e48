namespace Vlm;

/// <summary>A conversation as a model reads it. Immutable and thread-safe.</summary>
public sealed class RenderedChat
{
    /// <summary>Creates it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="generationSpans">Where the assistant speaks, in UTF-16 code units of the text, ascending.</param>
    public RenderedChat(string text, IReadOnlyList<TokenOffset> generationSpans)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(generationSpans);
        Text = text;
        GenerationSpans = generationSpans;
    }

    /// <summary>The text; its special tokens are written out, so encode it without adding more.</summary>
    public string Text { get; }

    /// <summary>Where the template's generation tags stood, in UTF-16 code units of <see cref="Text"/>; empty where it has none.</summary>
    public IReadOnlyList<TokenOffset> GenerationSpans { get; }

    /// <summary>The ids of the text: nothing added, nothing cut, with offsets.</summary>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <returns>A batch of one, [1,L]; the caller disposes it.</returns>
    /// <exception cref="InvalidInputException">The text is longer than 1 MiB of UTF-8.</exception>
    public TokenIds Encode(ITokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer.Encode([Text], new TokenizerOptions { AddSpecialTokens = false, Truncate = false, IncludeOffsets = true });
    }

    /// <summary>Which tokens the assistant speaks: what a loss is taken over.</summary>
    /// <param name="ids">What <see cref="Encode"/> gave.</param>
    /// <returns>L numbers: 1 from the token that holds the first character of a span to the one that holds its last, otherwise 0.</returns>
    /// <exception cref="ArgumentException">The ids came without offsets.</exception>
    public IReadOnlyList<int> AssistantMask(TokenIds ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        IReadOnlyList<TokenOffset> offsets = ids.Offsets is [var row] ? row : throw new ArgumentException("The ids must be one text with offsets, as Encode gives them.", nameof(ids));
        int[] mask = new int[offsets.Count];
        foreach (TokenOffset span in GenerationSpans)
        {
            int first = TokenAt(offsets, span.Start);
            int last = TokenAt(offsets, span.End - 1);
            if (first >= 0 && span.End > span.Start)
            {
                mask.AsSpan(first, (last < first ? mask.Length - 1 : last) - first + 1).Fill(1);
            }
        }

        return mask;
    }

    private static int TokenAt(IReadOnlyList<TokenOffset> offsets, int place)
    {
        for (int i = 0; i < offsets.Count; i++)
        {
            if (offsets[i].Start <= place && place < offsets[i].End)
            {
                return i;
            }
        }

        return -1;
    }
}
