namespace Vlm.Evaluation;

/// <summary>What captions are worth that know nothing of the picture, from the nearest training picture, and from people.</summary>
internal static class CaptionBaselines
{
    public static IEnumerable<SystemScores> Of(ScoringContext context, DataSetItem[] items, CaptionTokens tokens)
    {
        yield return Random(context, items, tokens);
        yield return Nearest(context, items, tokens);
        foreach (SystemScores row in Human(context, tokens))
        {
            yield return row;
        }
    }

    private static SystemScores Random(ScoringContext context, DataSetItem[] items, CaptionTokens tokens)
    {
        const string Name = "random";
        RandomStream random = new(context.Options.Seed, 0);
        DataSetItem[] training = [.. context.Options.TrainingItems(context.Data).Where(item => item.Captions.Count > 0)];
        if (training.Length == 0 && items.Length < 2)
        {
            return ScoringContext.Absent(Name, "a caption of another picture", "there is no other picture");
        }

        string[] captions = new string[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            // Without a train split any other picture of the same one.
            DataSetItem other = training.Length > 0 ? training[random.Next(training.Length)] : items[(i + 1 + random.Next(items.Length - 1)) % items.Length];
            captions[i] = other.Captions[random.Next(other.Captions.Count)];
        }

        string from = training.Length > 0 ? "any caption of the train split" : "any caption of another picture";
        return context.Row(Name, $"{from}, each picture as likely", context.CaptionFigures(tokens.With(captions)).All);
    }

    private static SystemScores Nearest(ScoringContext context, DataSetItem[] items, CaptionTokens tokens)
    {
        const string Name = "nearest neighbour";
        const string Description = "the first caption of the most similar training picture";
        NeighbourPool pool = context.Neighbours;
        if (pool.Reason is not null)
        {
            return ScoringContext.Absent(Name, Description, pool.Reason);
        }

        int[] nearest = Similarity.Nearest([.. items.Select(item => pool.Queries[item.Id])], pool.Embeddings, context.CancellationToken);
        return context.Row(Name, Description, context.CaptionFigures(tokens.With([.. nearest.Select(i => pool.Items[i].Captions[0])])).All);
    }

    private static IEnumerable<SystemScores> Human(ScoringContext context, CaptionTokens tokens)
    {
        const string Name = "human leave-one-out";
        const string Description = "each person's caption against those of the others, averaged over the people";
        int people = tokens.People;
        if (people < 2)
        {
            yield return ScoringContext.Absent(Name, Description, "some pictures have one caption only; there is nobody to compare a person with");
            yield break;
        }

        yield return context.Row(Name, Description, Average(tokens.PersonAgainstOthers));
        yield return context.Row("model against the same", "the model against the captions that each person was compared with, averaged likewise", Average(tokens.Without));

        IReadOnlyList<Figure> Average(Func<int, CaptionSet> setOf) =>
            CaptionFigures.Average([.. Enumerable.Range(0, people).Select(person => context.CaptionFigures(setOf(person)).All)]);
    }
}
