using System.Numerics;

namespace Vlm;

/// <summary>How a tokenizer that knows only batches writes one row.</summary>
internal static class SingleRow
{
    /// <summary>The options of a batch of one text, or of one pair, that holds what the destination asks for.</summary>
    public static TokenizerOptions Options<T>(TokenizerOptions? options, string? pair, TokenSpans<T> destination)
        where T : unmanaged
    {
        options ??= TokenizerOptions.Default;
        if (options.TextPairs is not null)
        {
            throw new InvalidInputException("TokenizerOptions.TextPairs is for batches; give the second text as an argument of its own.");
        }

        return new TokenizerOptions
        {
            AddSpecialTokens = options.AddSpecialTokens,
            Truncate = options.Truncate,
            MaxLength = options.MaxLength,
            TruncationStrategy = options.TruncationStrategy,
            TruncationSide = options.TruncationSide,
            Stride = options.Stride,
            PadToMaxLength = options.PadToMaxLength,
            PadToMultipleOf = options.PadToMultipleOf,
            PaddingSide = options.PaddingSide,
            IncludeOffsets = !destination.Offsets.IsEmpty,
            IncludeSpecialTokensMask = !destination.SpecialTokensMask.IsEmpty,
            IncludeSequenceIds = !destination.SequenceIds.IsEmpty,
            TextPairs = pair is null ? null : [pair],
        };
    }

    /// <summary>Copies the row of a batch of one; what the batch lacks is not written.</summary>
    public static bool TryCopy<T>(TokenIds batch, TokenSpans<T> destination, out TokenRow row)
        where T : unmanaged, IBinaryInteger<T>
    {
        int length = (int)batch.Ids.Shape[1], count = 0;
        foreach (long real in batch.AttentionMask.Row(0))
        {
            count += (int)real;
        }

        row = new TokenRow(length, count, batch.Truncated[0]);
        if (!destination.Fits(length))
        {
            return false;
        }

        Copy(batch.Ids, destination.Ids);
        Copy(batch.AttentionMask, destination.AttentionMask);
        Copy(batch.TypeIds, destination.TypeIds);
        Copy(batch.SpecialTokensMask, destination.SpecialTokensMask);
        Copy(batch.SequenceIds, destination.SequenceIds);
        for (int i = 0; batch.Offsets is { } offsets && !destination.Offsets.IsEmpty && i < length; i++)
        {
            destination.Offsets[i] = offsets[0][i];
        }

        return true;
    }

    private static void Copy<T>(TensorBuffer<long>? source, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; source is not null && !target.IsEmpty && i < source.Shape[1]; i++)
        {
            target[i] = T.CreateTruncating(source.Row(0)[i]);
        }
    }
}
