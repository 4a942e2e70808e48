namespace Vlm;

/// <summary>The text whose next token is about to be chosen. Valid during one call of <see cref="ILogitsProcessor.Process"/>.</summary>
public readonly ref struct LogitsContext
{
    /// <summary>The ids of the prompt and, behind them, those generated so far; without padding. Beside an encoder the prompt is the decoder's start id or prompt.</summary>
    public required ReadOnlySpan<int> Ids { get; init; }

    /// <summary>How many of <see cref="Ids"/> are the prompt's.</summary>
    public required int PromptLength { get; init; }

    /// <summary>The ids that the encoder has read; of a decoder alone the prompt; none where the encoder sees pictures only.</summary>
    public ReadOnlySpan<int> EncoderIds { get; init; }

    /// <summary>The greatest number of <see cref="Ids"/> that this text may come to.</summary>
    public int MaxLength { get; init; }

    /// <summary>The ids generated so far.</summary>
    public ReadOnlySpan<int> NewIds => Ids[PromptLength..];
}
