using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>What embedding one picture leaves to the garbage collector once everything is warm.</summary>
internal sealed class AllocationFigures : IMeasurement
{
    private const int Rounds = 20;
    private const int PerRound = 20;

    public string Name => "allocation";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        foreach (int batch in new[] { 1, 8 })
        {
            ImageInput[] images = [.. Enumerable.Range(0, batch).Select(i => (ImageInput)BenchmarkPictures.Encoded[i % BenchmarkPictures.Encoded.Count])];
            Embed(model, images, PerRound);
            double[] bytes = new double[Rounds];
            for (int i = 0; i < Rounds; i++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                Embed(model, images, PerRound);
                bytes[i] = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)(PerRound * batch);
            }

            yield return new Figure($"managed allocation per image, EmbedImagesAsync in batches of {batch}", Interval.OfMedian(bytes), "bytes", Bar.AtMost(4096), $"{Rounds} rounds of {PerRound} calls");

            using LargeObjectListener listener = new();
            Embed(model, images, PerRound);
            int before2 = listener.Reports;
            Embed(model, images, Rounds * PerRound / batch);
            int reports = listener.Reports - before2;
            yield return new Figure($"reports of large-object allocations, EmbedImagesAsync in batches of {batch}", new Interval(reports, reports, reports), "", Bar.AtMost(0), $"{Rounds * PerRound / batch} calls");
        }
    }

    private static void Embed(IVisionLanguageModel model, ImageInput[] images, int calls)
    {
        for (int i = 0; i < calls; i++)
        {
            model.EmbedImagesAsync(images).GetAwaiter().GetResult();
        }
    }
}
