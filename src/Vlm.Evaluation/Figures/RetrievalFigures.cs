namespace Vlm.Evaluation;

/// <summary>The figures of finding captions by pictures and pictures by captions.</summary>
internal static class RetrievalFigures
{
    public const string ImageToText = "image_to_text";
    public const string TextToImage = "text_to_image";

    public static readonly string[] Headlines = [$"{ImageToText}_R@1", $"{TextToImage}_R@1", $"{ImageToText}_R@10", $"{TextToImage}_R@10"];

    private static readonly int[] Cutoffs = [1, 5, 10];

    public static IReadOnlyList<Figure> Of(RetrievalRanks ranks) =>
        [.. Direction(ImageToText, Array.ConvertAll(ranks.ImageToText, rank => new[] { rank })), .. Direction(TextToImage, ranks.TextToImage)];

    private static IEnumerable<Figure> Direction(string name, double[][] ranks)
    {
        double[] weights = Array.ConvertAll(ranks, own => (double)own.Length);
        foreach (int k in Cutoffs)
        {
            yield return new RatioFigure($"{name}_R@{k}", FigureUnit.Share, Array.ConvertAll(ranks, own => (double)own.Count(rank => rank <= k)), weights);
        }

        yield return new RatioFigure($"{name}_MRR", FigureUnit.Number, Array.ConvertAll(ranks, own => own.Sum(rank => 1 / rank)), weights);
        yield return new MedianFigure($"{name}_median_rank", FigureUnit.Rank, ranks);
        yield return new RatioFigure($"{name}_mean_rank", FigureUnit.Rank, Array.ConvertAll(ranks, own => own.Sum()), weights);
    }
}
