using CsCheck;
using Vlm.Search;

namespace Vlm.Tests.Search;

public sealed class ImageIndexTests
{
    private static readonly string[] Names = ["c", "a", "b"];

    [Fact]
    public void Search_UnitAxes_OrdersByCosine()
    {
        ImageIndex index = Index(("x", [1, 0]), ("y", [0, 1]), ("xy", [1, 1]), ("minus-x", [-1, 0]));

        IReadOnlyList<SearchResult> found = index.Search(new Embedding(new float[] { 2, 0.2f }), 4);

        Assert.Equal(["x", "xy", "y", "minus-x"], found.Select(r => r.Id));
        Assert.Equal(0.995037f, found[0].Score, 2e-6f);
        Assert.Equal(-0.995037f, found[3].Score, 2e-6f);
    }

    [Fact]
    public void Search_EqualScores_OrdersById()
    {
        ImageIndex index = ImageIndex.Create("s", 2);
        foreach (string name in Names)
        {
            index.Add(name, new Embedding(new float[] { 1, 0 }));
        }

        Assert.Equal(["a", "b"], index.Search(new Embedding(new float[] { 1, 0 }), 2).Select(r => r.Id));
    }

    [Fact]
    public void Save_SeveralWritersAtOneFile_LeaveAWholeOne()
    {
        using TemporaryFolder folder = new();
        string path = folder["photos.vlmindex"];
        ImageIndex index = Index(("x", [1, 0]), ("y", [0, 1]));
        index.Save(path);

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            if (i % 4 == 3)
            {
                Assert.Equal(2, ImageIndex.Load(path).Count);
            }
            else
            {
                index.Save(path);
            }
        });

        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Search_EmptyIndex_FindsNothing() =>
        Assert.Empty(ImageIndex.Create("s", 2).Search(new Embedding(new float[] { 1, 0 })));

    [Fact]
    public void Search_OtherLength_NamesBoth()
    {
        TensorShapeException e = Assert.Throws<TensorShapeException>(() => Index(("x", [1, 0])).Search(new Embedding(new float[] { 1, 0, 0 })));
        Assert.Equal(("2", "3"), (e.Expected, e.Actual));
    }

    [Fact]
    public void Search_QueryNotFinite_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => Index(("x", [1, 0])).Search(new Embedding(new float[] { float.NaN, 0 })));

    [Fact]
    public void Search_AnyIndex_EqualsBruteForce() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 8], Gen.Int[1, 70], Gen.Int).Sample((count, dimensions, top, seed) =>
        {
            // Few distinct values make many ties.
            Random random = new(seed);
            ImageIndex index = ImageIndex.Create("s", dimensions);
            Dictionary<string, float[]> all = [];
            for (int i = 0; i < count; i++)
            {
                float[] vector = [.. Enumerable.Range(0, dimensions).Select(_ => (float)random.Next(-1, 2))];
                all[$"{random.Next()}-{i}"] = vector;
                index.Add(all.Keys.Last(), new Embedding(vector));
            }

            float[] query = [.. Enumerable.Range(0, dimensions).Select(_ => random.NextSingle() - 0.5f)];
            foreach (string id in all.Keys.Where(_ => random.Next(4) == 0).ToList())
            {
                Assert.True(index.Remove(id));
                all.Remove(id);
            }

            IReadOnlyList<SearchResult> found = index.Search(new Embedding(query), top);

            Assert.Equal(Math.Min(top, all.Count), found.Count);
            float[] expected = [.. all.Values.Select(v => Embedding.CosineSimilarity(new Embedding(v), new Embedding(query))).OrderDescending().Take(top)];
            for (int i = 0; i < found.Count; i++)
            {
                Assert.Equal(expected[i], found[i].Score, 2e-6f);
                Assert.Equal(Embedding.CosineSimilarity(new Embedding(all[found[i].Id]), new Embedding(query)), found[i].Score, 2e-6f);
                Assert.True(i == 0 || found[i - 1].Score > found[i].Score
                    || (found[i - 1].Score == found[i].Score && string.CompareOrdinal(found[i - 1].Id, found[i].Id) < 0));
            }
        }, iter: 300);

    [Fact]
    public void Search_LargeIndexOnSeveralThreads_SameEveryTime()
    {
        Random random = new(7);
        ImageIndex index = ImageIndex.Create("s", 64);
        for (int i = 0; i < 40_000; i++)
        {
            index.Add($"{i}", Random64(random));
        }

        Embedding query = Random64(random);
        string[] once = [.. index.Search(query, 500).Select(r => r.ToString())];
        Parallel.For(0, 8, _ => Assert.Equal(once, index.Search(query, 500).Select(r => r.ToString())));
        Assert.Equal(
            index.Ids.Select(id => index.TryGet(id, out _, out Embedding? e) ? Embedding.CosineSimilarity(e, query) : 0).OrderDescending().Take(500).Select(s => $"{s:0.0000}"),
            index.Search(query, 500).Select(r => $"{r.Score:0.0000}"));
    }

    [Fact]
    public void Combine_TwoAxes_LiesBetween()
    {
        Embedding both = ImageIndex.Combine(new Embedding(new float[] { 10, 0 }), new Embedding(new float[] { 0, 0.1f }));
        Assert.Equal([0.70710677f, 0.70710677f], both.Vector.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void AddUpdateRemove_KnownAndUnknownIds_SayWhatHappened()
    {
        ImageIndex index = Index(("x", [1, 0]), ("y", [0, 1]));

        Assert.Throws<ArgumentException>(() => index.Add("x", new Embedding(new float[] { 0, 1 })));
        Assert.Throws<KeyNotFoundException>(() => index.Update("z", new Embedding(new float[] { 0, 1 })));
        Assert.False(index.Remove("z"));
        index.Update("x", new Embedding(new float[] { 0, -3 }), new FileStamp(5, 6));
        Assert.True(index.TryGet("x", out FileStamp stamp, out Embedding? vector));
        Assert.Equal(new FileStamp(5, 6), stamp);
        Assert.Equal([0, -1], vector.Vector.ToArray());
        Assert.True(index.Remove("x"));
        Assert.Equal(["y"], index.Ids);
        Assert.Equal("y", Assert.Single(index.Search(new Embedding(new float[] { 0, 1 }))).Id);
    }

    internal static ImageIndex Index(params (string Id, float[] Vector)[] entries)
    {
        ImageIndex index = ImageIndex.Create("space-1", entries[0].Vector.Length);
        foreach ((string id, float[] vector) in entries)
        {
            index.Add(id, new Embedding(vector), new FileStamp(id.Length, 638_000_000_000_000_000 + id.Length));
        }

        return index;
    }

    private static Embedding Random64(Random random) => new(Enumerable.Range(0, 64).Select(_ => (float)random.Next(-1, 2)).ToArray());
}
