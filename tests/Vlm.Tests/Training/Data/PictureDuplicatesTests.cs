using Vlm.Evaluation;
using Vlm.Tests.Training.Features;
using Vlm.Training;

namespace Vlm.Tests.Training.Data;

public sealed class PictureDuplicatesTests
{
    [Fact]
    public async Task FindAsync_CopiesScaledAndRecompressed_OneGroupEach()
    {
        using MemoryPictures pictures = new();
        pictures.AddBytes("china.jpg", Photographs.Original("china.jpg"));
        pictures.AddBytes("china again.jpg", Photographs.Original("china.jpg"));
        pictures.AddBytes("china small.jpg", Photographs.Copy("china.jpg", 160, 60));
        pictures.AddBytes("flower.jpg", Photographs.Original("flower.jpg"));
        pictures.AddBytes("flower again.jpg", Photographs.Original("flower.jpg"));
        pictures.AddBytes("flower cut.jpg", Photographs.Copy("flower.jpg", 320, 90, crop: 0.6f));
        pictures.AddBytes("china mirrored.jpg", Photographs.Copy("china.jpg", 160, 90, mirrored: true));
        pictures.AddBytes("lake.jpg", Photographs.Copy("lake.jpg", 160, 90));
        pictures.AddBytes("broken.jpg", [1, 2, 3]);
        pictures.AddBytes("broken again.jpg", [1, 2, 3]);

        PictureDuplicates found = await PictureDuplicates.FindAsync(pictures, pictures.Names, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            ["broken again.jpg = broken.jpg", "china again.jpg ~ china small.jpg ~ china.jpg", "flower again.jpg = flower.jpg"],
            found.Groups.Select(group => group.ToString()));
        Assert.Equal(["broken again.jpg", "broken.jpg"], found.Unreadable.Select(picture => picture.Picture));
    }

    [Fact]
    public void Find_ManyRandomPictures_ThePairsOfAllComparisonsWithFewOfThem()
    {
        const int count = 1500, distance = 10;
        Random random = new(3);
        byte[][] grays = [.. Enumerable.Range(0, count).Select(_ => { byte[] pixels = new byte[18 * 18 * 3]; random.NextBytes(pixels); return pixels; })];
        for (int i = 0; i < count; i += 10)
        {
            // Every tenth picture is the one before it with a few pixels changed.
            byte[] changed = [.. grays[Math.Max(0, i - 1)]];
            changed.AsSpan(random.Next(900), 20 * random.Next(1, 4)).Fill(128);
            grays[i] = changed;
        }

        PictureFingerprint[] pictures = Array.ConvertAll(grays, pixels => PictureFingerprint.Of(new RgbImage(pixels, 18, 18)));
        List<(int, int)> expected = [];
        for (int i = 0; i < count; i++)
        {
            for (int k = i + 1; k < count; k++)
            {
                if (pictures[i].Distance(pictures[k]) <= distance && pictures[i].Correlation(pictures[k]) >= 0.9f)
                {
                    expected.Add((i, k));
                }
            }
        }

        DisjointSets found = NearDuplicates.Join(pictures, distance, 0.9f, out long compared), all = new(count);
        expected.ForEach(pair => all.Join(pair.Item1, pair.Item2));

        Assert.Equal(Enumerable.Range(0, count).Select(all.Find), Enumerable.Range(0, count).Select(found.Find));
        Assert.InRange(expected.Count, 50, 200);
        Assert.InRange(compared, expected.Count, (long)count * count / 2 / 50);
    }

    [Fact]
    public void Join_ManyBlankPictures_OneGroupInFewComparisons()
    {
        const int count = NearDuplicates.LargestBucket + 500;
        using RgbImage blank = new(new byte[12], 2, 2);
        PictureFingerprint[] pictures = [.. Enumerable.Repeat(PictureFingerprint.Of(blank), count)];

        DisjointSets found = NearDuplicates.Join(pictures, 10, 0.95f, out long compared);

        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(0, found.Find(i)));
        Assert.InRange(compared, count - 1, count * 11);
    }

    [Fact]
    public async Task Keep_DuplicatesAcrossSplits_HeldOutCopyStays()
    {
        using MemoryPictures pictures = new();
        pictures.AddBytes("a.jpg", [1]);
        pictures.AddBytes("b.jpg", [1]);
        pictures.AddBytes("c.jpg", [2]);
        pictures.AddBytes("d.jpg", [2]);
        pictures.AddBytes("e.jpg", [2]);
        pictures.AddBytes("f.jpg", [3]);
        DataSetItem[] items = [Item("a", "train"), Item("b", "val"), Item("c", "val"), Item("d", "test"), Item("e", "train"), Item("f", "train")];
        PictureDuplicates found = await PictureDuplicates.FindAsync(pictures, pictures.Names, cancellationToken: TestContext.Current.CancellationToken);

        LeakFreeSplits splits = LeakFreeSplits.Keep(items, found.Groups);

        Assert.Equal(["b", "d", "f"], splits.Items.Select(item => item.Id));
        Assert.Equal(["a", "c", "e"], splits.Removed.Select(item => item.Id));
    }

    [Fact]
    public async Task Assign_Duplicates_FallTogetherAndOthersAsTheirNames()
    {
        using MemoryPictures pictures = new();
        for (int i = 0; i < 200; i++)
        {
            pictures.AddBytes($"{i}.jpg", [(byte)(i / 2)]);
        }

        DataSetItem[] items = [.. Enumerable.Range(0, 200).Select(i => Item($"{i}", null))];
        PictureDuplicates found = await PictureDuplicates.FindAsync(pictures, pictures.Names, cancellationToken: TestContext.Current.CancellationToken);

        IReadOnlyList<DataSetItem> assigned = LeakFreeSplits.Assign(items, found.Groups, 0.2, 0.2, seed: 4).Items;

        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(assigned[2 * i].Split, assigned[(2 * i) + 1].Split));
        Assert.Equal(["test", "train", "val"], assigned.Select(item => item.Split).Distinct().Order());
        Assert.Equal(DataSplits.Assign(items, 0.2, 0.2, 4).Select(item => item.Split), LeakFreeSplits.Assign(items, [], 0.2, 0.2, 4).Items.Select(item => item.Split));
    }

    private static DataSetItem Item(string id, string? split) => new(id, $"{id}.jpg", split, [$"caption of {id}"]);
}
