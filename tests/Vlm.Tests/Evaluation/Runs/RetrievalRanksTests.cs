using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation;

public sealed class RetrievalRanksTests
{
    [Fact]
    public void Of_EverythingAlike_EarnsNothing()
    {
        Embedding one = new(new[] { 1f, 0 });
        RetrievalRanks ranks = RetrievalRanks.Of([one, one, one], [[one, one], [one, one], [one]], TestContext.Current.CancellationToken);
        Assert.Equal([4.0, 4, 5], ranks.Best);
        Assert.All(ranks.TextToImage.SelectMany(own => own), rank => Assert.Equal(3, rank.Best));
    }

    [Fact]
    public void Of_RandomVectors_EqualsSortingEveryRow()
    {
        Random random = new(3);
        Embedding[] images = [.. Enumerable.Range(0, 20).Select(_ => Vector(random))];
        IReadOnlyList<Embedding>[] texts = [.. images.Select((_, i) => (IReadOnlyList<Embedding>)[.. Enumerable.Range(0, (i % 3) + 1).Select(_ => Vector(random))])];
        RetrievalRanks ranks = RetrievalRanks.Of(images, texts, TestContext.Current.CancellationToken);
        (int Owner, Embedding Vector)[] all = [.. texts.SelectMany((own, i) => own.Select(text => (i, text)))];
        for (int i = 0; i < images.Length; i++)
        {
            int[] order = [.. all.OrderByDescending(text => Similarity.Of(images[i], text.Vector)).Select(text => text.Owner)];
            Assert.Equal(Array.IndexOf(order, i) + 1, ranks.ImageToText[i].Best);
            for (int t = 0; t < texts[i].Count; t++)
            {
                int[] pictures = [.. Enumerable.Range(0, images.Length).OrderByDescending(k => Similarity.Of(images[k], texts[i][t]))];
                Assert.Equal(Array.IndexOf(pictures, i) + 1, ranks.TextToImage[i][t].Best);
            }
        }
    }

    private static Embedding Vector(Random random) => Similarity.Unit(new Embedding((float[])[.. Enumerable.Range(0, 4).Select(_ => (float)random.NextDouble() - 0.5f)]), "made");
}
