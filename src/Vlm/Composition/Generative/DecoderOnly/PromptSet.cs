namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>Prompts of one batch that show the same pictures in the same order: their beginnings are alike, and are read once.</summary>
/// <param name="Pictures">Places in the list of distinct pictures.</param>
/// <param name="Prompts">Places in the batch, ascending.</param>
internal sealed record PromptSet(int[] Pictures, List<int> Prompts)
{
    /// <summary>The sets of a batch, in the order in which their pictures first appear.</summary>
    public static IReadOnlyList<PromptSet> Of(SharedPictures shared)
    {
        List<PromptSet> sets = [];
        Dictionary<string, PromptSet> known = new(StringComparer.Ordinal);
        for (int prompt = 0; prompt < shared.PicturesOf.Length; prompt++)
        {
            string key = string.Join(',', shared.PicturesOf[prompt]);
            if (!known.TryGetValue(key, out PromptSet? set))
            {
                sets.Add(set = known[key] = new PromptSet(shared.PicturesOf[prompt], []));
            }

            set.Prompts.Add(prompt);
        }

        return sets;
    }
}
