namespace Vlm.Evaluation;

/// <summary>
/// The ranks, from 1, that right items reach: of each picture the best of its own captions among all captions, of each
/// caption its own picture among all pictures. Wrong items with an equal score stand before right ones, so that a model
/// that scores everything alike earns nothing.
/// </summary>
/// <param name="ImageToText">One rank a picture.</param>
/// <param name="TextToImage">One rank a caption, picture by picture.</param>
internal sealed record RetrievalRanks(double[] ImageToText, double[][] TextToImage)
{
    public static RetrievalRanks Of(IReadOnlyList<Embedding> images, IReadOnlyList<IReadOnlyList<Embedding>> texts, CancellationToken cancellationToken)
    {
        double[] imageToText = new double[images.Count];
        double[][] textToImage = new double[images.Count][];
        ParallelOptions options = new() { CancellationToken = cancellationToken };
        Parallel.For(0, images.Count, options, i =>
        {
            imageToText[i] = ImageRank(images[i], texts, i);
            textToImage[i] = [.. texts[i].Select(text => TextRank(text, images, i))];
        });
        return new RetrievalRanks(imageToText, textToImage);
    }

    /// <summary>Ranks by pure chance.</summary>
    public static RetrievalRanks Random(int[] captions, ulong seed)
    {
        RandomStream random = new(seed, 0);
        int all = captions.Sum();
        double[] imageToText = new double[captions.Length];
        double[][] textToImage = new double[captions.Length][];
        for (int i = 0; i < captions.Length; i++)
        {
            HashSet<int> places = [];
            while (places.Count < captions[i])
            {
                places.Add(random.Next(all));
            }

            imageToText[i] = places.Min() + 1;
            textToImage[i] = new double[captions[i]];
            for (int c = 0; c < captions[i]; c++)
            {
                textToImage[i][c] = random.Next(captions.Length) + 1;
            }
        }

        return new RetrievalRanks(imageToText, textToImage);
    }

    private static double ImageRank(Embedding image, IReadOnlyList<IReadOnlyList<Embedding>> texts, int own)
    {
        float best = texts[own].Max(text => Similarity.Of(image, text));
        int before = 0;
        for (int i = 0; i < texts.Count; i++)
        {
            before += i == own ? 0 : texts[i].Count(text => Similarity.Of(image, text) >= best);
        }

        return before + 1;
    }

    private static double TextRank(Embedding text, IReadOnlyList<Embedding> images, int own)
    {
        float score = Similarity.Of(images[own], text);
        int before = 0;
        for (int i = 0; i < images.Count; i++)
        {
            before += i != own && Similarity.Of(images[i], text) >= score ? 1 : 0;
        }

        return before + 1;
    }
}
