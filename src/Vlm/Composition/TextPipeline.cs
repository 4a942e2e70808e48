namespace Vlm.Composition;

/// <summary>Texts to features: tokenize, encode, one group at a time.</summary>
internal sealed class TextPipeline(ITokenizer tokenizer, ITextEncoder encoder)
{
    public TextFeatures Encode(IReadOnlyList<string> texts, StageClock clock, out IReadOnlyList<bool> truncated, CancellationToken cancellationToken)
    {
        long began = StageClock.Now;
        using TokenIds tokens = tokenizer.Encode(texts);
        truncated = tokens.Truncated;
        TextFeatures features = encoder.Encode(tokens, cancellationToken);
        clock.Encoded(began);
        return features;
    }

    /// <summary>Refuses texts that no model takes, naming their index, before any work is done.</summary>
    public static void Check(IReadOnlyList<string> texts)
    {
        const int maxBytes = 1 << 20;
        for (int i = 0; i < texts.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(texts[i], nameof(texts));
            int bytes = texts[i].Length * 3L <= maxBytes ? 0 : System.Text.Encoding.UTF8.GetByteCount(texts[i]);
            if (bytes > maxBytes)
            {
                throw new InvalidInputException($"The text has {bytes} bytes of UTF-8; at most {maxBytes} (1 MiB) are read. Cut it into parts.").AtIndex(i);
            }
        }
    }

    /// <summary>Refuses prompts without a question, naming their index.</summary>
    public static void CheckQuestions(IReadOnlyList<VisionPrompt> prompts)
    {
        Check([.. prompts.Select(p => p.Text)]);
        for (int i = 0; i < prompts.Count; i++)
        {
            if (prompts[i].Messages is null && string.IsNullOrWhiteSpace(prompts[i].Text))
            {
                throw new InvalidInputException("The question is empty; ask something, such as 'What colour is the dog?'.").AtIndex(i);
            }
        }
    }
}
