using Vlm.Evaluation;
using Vlm.Tests.Training.Features;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

public sealed class TrainingSplitsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _log = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DivideAsync_EachPictureTwice_BothOnOneSide()
    {
        using MemoryPictures pictures = Pairs(40);
        (string[] train, string[] validation) = await DivideAsync(pictures);
        Assert.InRange(validation.Length, 2, 20);
        Assert.Equal(80, train.Length + validation.Length);
        Assert.All(validation, name => Assert.Contains(Twin(name), validation));
        Assert.Contains("40 groups of pictures are the same or nearly so, 80 pictures", string.Join('\n', _log), StringComparison.Ordinal);

        static string Twin(string name) => (name[0] == 'a' ? 'b' : 'a') + name[1..];
    }

    [Fact]
    public async Task DivideAsync_Again_SameSidesWithoutReadingPictures()
    {
        using MemoryPictures pictures = Pairs(40), gone = new();
        (string[] train, string[] validation) = await DivideAsync(pictures);
        _log.Clear();
        (string[] trainAgain, string[] validationAgain) = await DivideAsync(gone, pictures.Names);
        Assert.Equal(train, trainAgain);
        Assert.Equal(validation, validationAgain);
        Assert.DoesNotContain(_log, line => line.Contains("compared", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DivideAsync_DamagedNotes_FoundAnew()
    {
        using MemoryPictures pictures = Pairs(20);
        (_, string[] validation) = await DivideAsync(pictures);
        await File.WriteAllTextAsync(Assert.Single(Directory.GetFiles(_folder.Path)), "[{", TestContext.Current.CancellationToken);
        Assert.Equal(validation, (await DivideAsync(pictures)).Validation);
    }

    [Fact]
    public async Task DivideAsync_GroupGreaterThanTheShare_TrainedOn()
    {
        using MemoryPictures pictures = new();
        Enumerable.Range(0, 30).ToList().ForEach(i => pictures.AddPatches($"same{i:00}", 1, (byte)(i % 3)));
        Enumerable.Range(0, 30).ToList().ForEach(i => pictures.AddPatches($"other{i:00}", 100 + i));
        (string[] train, string[] validation) = await DivideAsync(pictures);
        Assert.NotEmpty(validation);
        Assert.DoesNotContain(validation, name => name.StartsWith("same", StringComparison.Ordinal));
        Assert.True(train.Length > 30);
    }

    [Fact]
    public async Task DivideAsync_AllPicturesAlike_StillBothSidesAndSaysSo()
    {
        using MemoryPictures pictures = new();
        Enumerable.Range(0, 12).ToList().ForEach(i => pictures.AddPatches($"{i:00}", 1));
        (string[] train, string[] validation) = await DivideAsync(pictures);
        Assert.NotEmpty(train);
        Assert.NotEmpty(validation);
        Assert.Contains(_log, line => line.Contains("the scores will be too good", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DivideAsync_OwnSplitsWithADuplicateAcross_ToldAndKept()
    {
        using MemoryPictures pictures = Pairs(6);
        (string[] train, string[] validation) = await DivideAsync(pictures, splitOf: name => name[0] == 'a' && name != "a02" ? "train" : name is "b00" or "a02" or "b02" ? "val" : "test");
        Assert.Equal(["a00", "a01", "a03", "a04", "a05"], train);
        Assert.Equal(["a02", "b00", "b02"], validation);
        Assert.Contains(_log, line => line.StartsWith("1 groups of pictures that are the same or nearly so lie in both train and val, the first: a00 and b00.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DivideAsync_NoSplitVal_HeldOutOfTrainAlone()
    {
        using MemoryPictures pictures = Pairs(20);
        (string[] train, string[] validation) = await DivideAsync(pictures, splitOf: name => name.EndsWith('9') ? "test" : "train");
        Assert.Equal(36, train.Length + validation.Length);
        Assert.NotEmpty(validation);
        Assert.DoesNotContain(train.Concat(validation), name => name.EndsWith('9'));
    }

    private static MemoryPictures Pairs(int count)
    {
        MemoryPictures pictures = new();
        for (int i = 0; i < count; i++)
        {
            pictures.AddPatches($"a{i:00}", i);
            pictures.AddPatches($"b{i:00}", i, lighter: 3);
        }

        return pictures;
    }

    private async Task<(string[] Train, string[] Validation)> DivideAsync(MemoryPictures pictures, IReadOnlyList<string>? names = null, Func<string, string?>? splitOf = null)
    {
        DataSetItem[] items = [.. (names ?? pictures.Names).Select(name => new DataSetItem(name, name, splitOf?.Invoke(name), label: "x"))];
        // The pictures are disposed by whoever made them, as the set would.
        DataSet data = new("patches", items, pictures);
        TrainingRequest request = new() { Task = TrainingTaskKind.Classify, Data = data, Output = _folder["out"] };
        (IReadOnlyList<DataSetItem> train, IReadOnlyList<DataSetItem> validation) = await TrainingSplits.DivideAsync(
            request, TrainingSplits.Usable(request, _log.Add), _folder["features"], _log.Add, TestContext.Current.CancellationToken);
        return ([.. train.Select(item => item.Picture)], [.. validation.Select(item => item.Picture)]);
    }
}
