namespace Vlm.Generation;

/// <summary>A call's options, the model's where the call says nothing.</summary>
internal static class MergedOptions
{
    public static GenerationOptions Of(GenerationOptions? call, GenerationOptions model)
    {
        GenerationOptions merged = call?.Clone() ?? new GenerationOptions();
        if (merged.MaxNewTokens is null && merged.MaxLength is null)
        {
            (merged.MaxNewTokens, merged.MaxLength) = (model.MaxNewTokens, model.MaxLength);
        }

        merged.MinLength ??= model.MinLength;
        merged.MinNewTokens ??= model.MinNewTokens;
        merged.MaxTime ??= model.MaxTime;
        merged.StopStrings ??= model.StopStrings;
        merged.NumBeams ??= model.NumBeams;
        merged.NumReturnSequences ??= model.NumReturnSequences;
        merged.RerankWeight ??= model.RerankWeight;
        merged.LengthPenalty ??= model.LengthPenalty;
        merged.EarlyStopping ??= model.EarlyStopping;
        merged.DoSample ??= model.DoSample;
        merged.Seed ??= model.Seed;
        merged.Temperature ??= model.Temperature;
        merged.TopK ??= model.TopK;
        merged.TopP ??= model.TopP;
        merged.MinP ??= model.MinP;
        merged.TypicalP ??= model.TypicalP;
        merged.RepetitionPenalty ??= model.RepetitionPenalty;
        merged.NoRepeatNgramSize ??= model.NoRepeatNgramSize;
        merged.EncoderNoRepeatNgramSize ??= model.EncoderNoRepeatNgramSize;
        merged.BadWordIds ??= model.BadWordIds;
        merged.ForcedBosTokenId ??= model.ForcedBosTokenId;
        merged.ForcedEosTokenIds ??= model.ForcedEosTokenIds;
        merged.ForcedDecoderIds ??= model.ForcedDecoderIds;
        merged.SuppressTokens ??= model.SuppressTokens;
        merged.BeginSuppressTokens ??= model.BeginSuppressTokens;
        return merged;
    }
}
