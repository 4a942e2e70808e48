namespace Vlm.Tokenization;

/// <summary>How a tokenizer cuts and pads where the options of a call say nothing else.</summary>
/// <param name="Truncation">Null where texts are not cut.</param>
/// <param name="Padding">How rows come to one length.</param>
internal sealed record LengthRules(TruncationSettings? Truncation, PaddingSettings Padding)
{
    /// <summary>How a call cuts; null for not at all.</summary>
    /// <exception cref="InvalidInputException">An option is out of range.</exception>
    public TruncationSettings? TruncationOf(TokenizerOptions options)
    {
        ThrowIfBelow(options.MaxLength, 1, nameof(options.MaxLength));
        ThrowIfBelow(options.Stride, 0, nameof(options.Stride));
        if (!options.Truncate || (options.MaxLength ?? Truncation?.MaxLength) is not { } length)
        {
            return null;
        }

        TruncationSettings own = Truncation ?? new TruncationSettings { MaxLength = length };
        return own with
        {
            MaxLength = length,
            Strategy = options.TruncationStrategy ?? own.Strategy,
            FromLeft = options.TruncationSide is { } side ? side == TokenSide.Left : own.FromLeft,
            Stride = options.Stride ?? own.Stride,
        };
    }

    /// <summary>How a call pads.</summary>
    /// <exception cref="InvalidInputException">An option is out of range, or a length to pad to is missing.</exception>
    public PaddingSettings PaddingOf(TokenizerOptions options)
    {
        ThrowIfBelow(options.PadToMultipleOf, 1, nameof(options.PadToMultipleOf));
        return Padding with
        {
            FixedLength = options.PadToMaxLength is { } toMax ? toMax ? FixedLength(options) : null : Padding.FixedLength,
            MultipleOf = options.PadToMultipleOf ?? Padding.MultipleOf,
            OnLeft = options.PaddingSide is { } side ? side == TokenSide.Left : Padding.OnLeft,
        };
    }

    private int FixedLength(TokenizerOptions options) => options.MaxLength ?? Truncation?.MaxLength
        ?? throw new InvalidInputException("TokenizerOptions.PadToMaxLength is set, but neither the options nor the tokenizer have a greatest length; set TokenizerOptions.MaxLength.");

    private static void ThrowIfBelow(int? value, int least, string option)
    {
        if (value < least)
        {
            throw new InvalidInputException($"TokenizerOptions.{option} is {value}; expected {least} or more, or null for the tokenizer's own.");
        }
    }
}
