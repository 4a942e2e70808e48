namespace Vlm.Evaluation;

/// <summary>
/// The ranks, from 1, that right items reach: of each picture its own captions among all captions, of each caption its own
/// picture among all pictures. Wrong items with an equal score stand before right ones, so that a model that scores everything
/// alike earns nothing.
/// </summary>
/// <param name="ImageToText">The ranks of each picture's captions.</param>
/// <param name="TextToImage">The rank of each caption's picture, picture by picture.</param>
internal sealed record RetrievalRanks(RelevantRanks[] ImageToText, RelevantRanks[][] TextToImage)
{
    /// <summary>The rank of each picture's best caption.</summary>
    public double[] Best => Array.ConvertAll(ImageToText, own => own.Best);

    public static RetrievalRanks Of(IReadOnlyList<Embedding> images, IReadOnlyList<IReadOnlyList<Embedding>> texts, CancellationToken cancellationToken)
    {
        Embedding[] captions = [.. texts.SelectMany(own => own)];
        int[] starts = new int[images.Count + 1];
        for (int i = 0; i < images.Count; i++)
        {
            starts[i + 1] = starts[i] + texts[i].Count;
        }

        RelevantRanks[] imageToText = new RelevantRanks[images.Count];
        RelevantRanks[][] textToImage = new RelevantRanks[images.Count][];
        Parallel.For(0, images.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            imageToText[i] = RelevantRanks.Of(Scores(images[i], captions), [.. Enumerable.Range(starts[i], texts[i].Count)]);
            textToImage[i] = [.. texts[i].Select(text => RelevantRanks.Of(Scores(text, images), [i]))];
        });
        return new RetrievalRanks(imageToText, textToImage);
    }

    /// <summary>The ranks of a matrix of similarities, grouped by picture.</summary>
    public static RetrievalRanks Of(RetrievalScores scores, IReadOnlyList<int> owners)
    {
        ILookup<int, RelevantRanks> texts = scores.TextToImage.Queries.Select((ranks, caption) => (ranks, caption)).ToLookup(pair => owners[pair.caption], pair => pair.ranks);
        return new RetrievalRanks([.. scores.ImageToText.Queries], [.. scores.ImageToText.Queries.Select((_, picture) => texts[picture].ToArray())]);
    }

    /// <summary>Ranks by pure chance.</summary>
    public static RetrievalRanks Random(int[] captions, ulong seed)
    {
        RandomStream random = new(seed, 0);
        int all = captions.Sum();
        RelevantRanks[] imageToText = new RelevantRanks[captions.Length];
        RelevantRanks[][] textToImage = new RelevantRanks[captions.Length][];
        for (int i = 0; i < captions.Length; i++)
        {
            HashSet<int> places = [];
            while (places.Count < captions[i])
            {
                places.Add(random.Next(all));
            }

            imageToText[i] = new RelevantRanks([.. places.Order().Select(place => place + 1.0)]);
            textToImage[i] = new RelevantRanks[captions[i]];
            for (int c = 0; c < captions[i]; c++)
            {
                textToImage[i][c] = new RelevantRanks([random.Next(captions.Length) + 1]);
            }
        }

        return new RetrievalRanks(imageToText, textToImage);
    }

    private static float[] Scores(Embedding query, IReadOnlyList<Embedding> candidates)
    {
        float[] scores = new float[candidates.Count];
        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] = Similarity.Of(query, candidates[i]);
        }

        return scores;
    }
}
