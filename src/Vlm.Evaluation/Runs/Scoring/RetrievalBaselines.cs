namespace Vlm.Evaluation;

/// <summary>What retrieval is worth by chance, through the nearest training picture's words, and through a person's words.</summary>
internal static class RetrievalBaselines
{
    public static IEnumerable<SystemScores> Of(ScoringContext context, DataSetItem[] items, Embedding[] images, IReadOnlyList<Embedding>[] texts)
    {
        int[] counts = [.. texts.Select(own => own.Count)];
        yield return context.Row("random", "captions and pictures in any order", RetrievalFigures.Of(RetrievalRanks.Random(counts, context.Options.Seed)));
        yield return Nearest(context, images, texts);
        foreach (SystemScores row in Human(context, images, texts))
        {
            yield return row;
        }
    }

    private static SystemScores Nearest(ScoringContext context, Embedding[] images, IReadOnlyList<Embedding>[] texts)
    {
        const string Name = "nearest neighbour";
        const string Description = "in each picture's place the first caption of the most similar training picture";
        NeighbourPool pool = context.Neighbours;
        if (pool.Reason is not null)
        {
            return ScoringContext.Absent(Name, Description, pool.Reason);
        }

        int[] nearest = Similarity.Nearest(images, pool.Embeddings, context.CancellationToken);
        Embedding[] words = [.. nearest.Select(i => pool.Captions[i])];
        return context.Row(Name, Description, RetrievalFigures.Of(RetrievalRanks.Of(words, texts, context.CancellationToken)));
    }

    private static IEnumerable<SystemScores> Human(ScoringContext context, Embedding[] images, IReadOnlyList<Embedding>[] texts)
    {
        const string Name = "human leave-one-out";
        const string Description = "in each picture's place one person's caption, against those of the others";
        int people = texts.Min(own => own.Count);
        if (people < 2)
        {
            yield return ScoringContext.Absent(Name, Description, "some pictures have one caption only; there is nobody to compare a person with");
            yield break;
        }

        // One person a picture, in turn, so that every place in the list of captions weighs the same.
        int[] left = [.. Enumerable.Range(0, images.Length).Select(i => i % people)];
        IReadOnlyList<Embedding>[] others = [.. texts.Select((own, i) => (IReadOnlyList<Embedding>)[.. own.Where((_, k) => k != left[i])])];
        Embedding[] words = [.. texts.Select((own, i) => own[left[i]])];
        yield return context.Row(Name, Description, RetrievalFigures.Of(RetrievalRanks.Of(words, others, context.CancellationToken)));
        yield return context.Row("model against the same", "the model against the captions that each person was compared with", RetrievalFigures.Of(RetrievalRanks.Of(images, others, context.CancellationToken)));
    }
}
