namespace Vlm.Generation;

/// <summary>The rules about the next token, in the order of transformers' <c>_get_logits_processor</c>; the caller's stand last.</summary>
internal static class ProcessorList
{
    /// <param name="options">The call's and the model's.</param>
    /// <param name="endIds">The ids that end a text.</param>
    public static ILogitsProcessor[] Of(GenerationOptions options, int[] endIds)
    {
        List<ILogitsProcessor> list = [];
        if (options.RepetitionPenalty is { } penalty && penalty != 1)
        {
            list.Add(new RepetitionPenalty(penalty));
        }

        if (options.NoRepeatNgramSize is > 0 and { } size)
        {
            list.Add(new NoRepeatNgram(size));
        }

        if (options.EncoderNoRepeatNgramSize is > 0 and { } encoderSize)
        {
            list.Add(new EncoderNoRepeatNgram(encoderSize));
        }

        if (BadWords.Of(options.BadWordIds ?? [], endIds) is { } badWords)
        {
            list.Add(badWords);
        }

        if (options.MinLength is > 0 and { } minLength)
        {
            list.Add(new MinimumLength(minLength, countsPrompt: true, endIds));
        }

        if (options.MinNewTokens is > 0 and { } minNewTokens)
        {
            list.Add(new MinimumLength(minNewTokens, countsPrompt: false, endIds));
        }

        int begin = options.ForcedBosTokenId ?? -1;
        if (begin >= 0)
        {
            list.Add(new ForcedBegin(begin));
        }

        if (options.ForcedEosTokenIds is { Count: > 0 } ends)
        {
            list.Add(new ForcedEnd([.. ends]));
        }

        if (options.SuppressTokens is { Count: > 0 } suppressed)
        {
            list.Add(new SuppressedTokens([.. suppressed]));
        }

        if (options.BeginSuppressTokens is { Count: > 0 } atBegin)
        {
            list.Add(new BeginSuppressedTokens([.. atBegin], begin >= 0));
        }

        if (options.ForcedDecoderIds is { Count: > 0 } places)
        {
            list.Add(new ForcedPlaces(places));
        }

        list.AddRange(options.LogitsProcessors ?? []);
        return [.. list];
    }
}
