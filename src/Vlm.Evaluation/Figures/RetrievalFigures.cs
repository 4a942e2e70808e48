namespace Vlm.Evaluation;

/// <summary>The figures of finding captions by pictures and pictures by captions.</summary>
internal static class RetrievalFigures
{
    public const string ImageToText = "image_to_text";
    public const string TextToImage = "text_to_image";
    private const int GainCutoff = 10;

    public static readonly string[] Headlines = [$"{ImageToText}_R@1", $"{TextToImage}_R@1", $"{ImageToText}_R@10", $"{TextToImage}_R@10"];

    private static readonly int[] Cutoffs = [1, 5, 10];

    public static IReadOnlyList<Figure> Of(RetrievalRanks ranks) =>
        [.. Direction(ImageToText, Array.ConvertAll(ranks.ImageToText, own => new[] { own })), .. Direction(TextToImage, ranks.TextToImage)];

    private static IEnumerable<Figure> Direction(string name, RelevantRanks[][] queries)
    {
        double[] weights = Array.ConvertAll(queries, own => (double)own.Length);
        foreach (int k in Cutoffs)
        {
            yield return Mean($"R@{k}", FigureUnit.Share, query => query.Best <= k ? 1 : 0);
        }

        yield return Mean("MRR", FigureUnit.Number, query => 1 / query.Best);
        yield return new MedianFigure($"{name}_median_rank", FigureUnit.Rank, Array.ConvertAll(queries, own => Array.ConvertAll(own, query => query.Best)));
        yield return Mean("mean_rank", FigureUnit.Rank, query => query.Best);
        yield return Mean("mAP", FigureUnit.Number, query => query.AveragePrecision);
        yield return Mean($"nDCG@{GainCutoff}", FigureUnit.Number, query => query.Ndcg(GainCutoff));

        RatioFigure Mean(string figure, FigureUnit unit, Func<RelevantRanks, double> value) =>
            new($"{name}_{figure}", unit, Array.ConvertAll(queries, own => own.Sum(value)), weights);
    }
}
