namespace Vlm.Generation;

/// <summary>Checks that the ids in a call's options are those of the model.</summary>
internal static class OptionIds
{
    /// <exception cref="InvalidInputException">An option names an id that the vocabulary lacks.</exception>
    public static void Check(GenerationOptions? options, int vocabularySize)
    {
        if (options is not null && Find(options, id => (uint)id >= (uint)vocabularySize) is var (option, id) && option is not null)
        {
            throw new InvalidInputException($"{option} names id {id}; the vocabulary of this model has the ids 0 to {vocabularySize - 1}.");
        }
    }

    /// <exception cref="ModelFolderException">The folder names an id that the decoder's vocabulary lacks.</exception>
    public static void CheckModel(GenerationDefaults defaults, int vocabularySize, string path)
    {
        bool IsUnknown(int id) => (uint)id >= (uint)vocabularySize;
        int[] own = [.. defaults.EndIds, .. defaults.StartId is { } start ? [start] : (int[])[]];
        int? unknown = Find(defaults.Options, IsUnknown) is ({ }, var id) ? id : Array.Exists(own, IsUnknown) ? Array.Find(own, IsUnknown) : null;
        if (unknown is not null)
        {
            throw new ModelFolderException(
                path, $"its vocabulary has {vocabularySize} tokens, but generation_config.json or config.json names id {unknown}. They belong to another decoder.");
        }
    }

    /// <summary>The first option with an id of a kind; a null name where there is none.</summary>
    public static (string? Option, int Id) Find(GenerationOptions options, Predicate<int> isMeant)
    {
        foreach ((string option, IEnumerable<int>? ids) in new[]
        {
            (nameof(GenerationOptions.SuppressTokens), options.SuppressTokens),
            (nameof(GenerationOptions.BeginSuppressTokens), options.BeginSuppressTokens),
            (nameof(GenerationOptions.ForcedEosTokenIds), options.ForcedEosTokenIds),
            (nameof(GenerationOptions.ForcedBosTokenId), options.ForcedBosTokenId is >= 0 and { } begin ? [begin] : null),
            (nameof(GenerationOptions.BadWordIds), options.BadWordIds?.SelectMany(run => run)),
            (nameof(GenerationOptions.ForcedDecoderIds), options.ForcedDecoderIds?.Values),
        })
        {
            foreach (int id in ids ?? [])
            {
                if (isMeant(id))
                {
                    return (option, id);
                }
            }
        }

        return (null, 0);
    }
}
