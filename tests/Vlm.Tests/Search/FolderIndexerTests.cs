using Vlm.Search;

namespace Vlm.Tests.Search;

public sealed class FolderIndexerTests : IDisposable
{
    private readonly TemporaryFolder _photos = new();
    private readonly TemporaryFolder _place = new();
    private readonly string _file;

    public FolderIndexerTests() => _file = _place["photos.vlmindex"];

    public void Dispose()
    {
        _photos.Dispose();
        _place.Dispose();
    }

    [Fact]
    public async Task UpdateFile_FolderChangesBetweenRuns_EmbedsOnlyWhatChanged()
    {
        using TextPictureModel model = new();
        _photos.Write("b.jpg", "1 0 0");
        _photos.Write("sub/a.PNG", "0 1 0");
        _photos.Write("gone.gif", "0 0 1");
        _photos.Write("notes.txt", "not looked at");
        _photos.Write(".hidden.jpg", "not looked at");
        Assert.Equal((3, 0, 0, 0), Counts(await Update(model)));

        Assert.Equal((0, 0, 0, 3), Counts(await Update(model)));
        Assert.Equal(3, model.Embedded);

        File.Delete(_photos["gone.gif"]);
        File.SetLastWriteTimeUtc(_photos.Write("b.jpg", "0 0 1"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _photos.Write("sub/new.webp", "1 1 0");
        Assert.Equal((1, 1, 1, 1), Counts(await Update(model)));

        ImageIndex index = ImageIndex.Load(_file, model.Info);
        Assert.Equal(["b.jpg", "sub/a.PNG", "sub/new.webp"], index.Ids);
        Assert.Equal("b.jpg", index.Search(new Embedding(new float[] { 0, 0, 1 }), 1)[0].Id);
        Assert.Equal(_photos.Path, index.Folder);
    }

    [Fact]
    public async Task UpdateFile_BadPictures_AreNamedAndTheRestIsDone()
    {
        using TextPictureModel model = new();
        _photos.Write("a.jpg", "1 0 0");
        _photos.Write("bad.jpg", "no numbers");
        _photos.Write("empty.jpg", "");
        _photos.Write("z.jpg", "0 1 0");

        FolderIndexReport report = await Update(model);

        Assert.Equal((2, 0, 0, 0), Counts(report));
        Assert.Equal(["bad.jpg", "empty.jpg"], report.Skipped.Select(s => s.File));
        Assert.Equal("it is not a picture.", report.Skipped[0].Reason);
        Assert.StartsWith("it has 0 bytes: an empty file", report.Skipped[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateFile_LinksThatLeadNowhere_AreNamedAndTheRestIsDone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows makes links for administrators only.");
        }

        using TextPictureModel model = new();
        _photos.Write("a.jpg", "1 0 0");
        File.CreateSymbolicLink(_photos["broken.jpg"], "nowhere");
        File.CreateSymbolicLink(_photos["circle.jpg"], "circle.jpg");

        FolderIndexReport report = await Update(model);

        Assert.Equal((1, 0, 0, 0), Counts(report));
        Assert.Equal(["broken.jpg", "circle.jpg"], report.Skipped.Select(s => s.File));
    }

    [Fact]
    public async Task UpdateFile_FolderThatCannotBeListed_IsNamedAndItsEntriesStay()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only the length of Linux paths is known here.");
        using TextPictureModel model = new();
        using TemporaryFolder other = new();
        _photos.Write("a.jpg", "1 0 0");
        _photos.Write("deep/b.jpg", "0 1 0");
        Assert.Equal((2, 0, 0, 0), Counts(await Update(model)));

        // Not even an administrator can list a folder whose path is longer than the 4,096 bytes that the system takes.
        string long9 = string.Join('/', Enumerable.Repeat(new string('d', 250), 9));
        string end = Path.Combine(Directory.CreateDirectory(_photos[$"deep/{long9}"]).FullName, "end");
        Directory.CreateDirectory(other[$"end/{long9}"]);
        Directory.Move(other["end"], end);
        try
        {
            FolderIndexReport report = await Update(model);
            Assert.Equal((0, 0, 0, 2), Counts(report));
            Assert.StartsWith("deep/ddd", Assert.Single(report.Skipped).File, StringComparison.Ordinal);
            Assert.Contains("cannot be listed", report.Skipped[0].Reason, StringComparison.Ordinal);
            Assert.ThrowsAny<IOException>(() => PictureFiles.Find(_photos.Path));
        }
        finally
        {
            Directory.Move(end, other["end"]);
        }
    }

    [Fact]
    public void Find_FolderThatCannotBeListed_KeepsTheEntriesBelowIt()
    {
        ImageIndex index = ImageIndex.Create("toy", 1);
        index.Add("sub/a.jpg", new Embedding(new float[] { 1 }));
        index.Add("subway.jpg", new Embedding(new float[] { 1 }));
        Assert.Equal(["subway.jpg"], FolderChanges.GoneIds(index, new HashSet<string>(), [new SkippedFile("sub/", "it cannot be listed")]));
    }


    [Fact]
    public async Task UpdateFile_PictureBecomesBad_LosesItsEntry()
    {
        using TextPictureModel model = new();
        _photos.Write("a.jpg", "1 0 0");
        await Update(model);
        _photos.Write("a.jpg", "no picture any more");

        FolderIndexReport report = await Update(model);

        Assert.Equal((0, 0, 1, 0), Counts(report));
        Assert.Equal("a.jpg", Assert.Single(report.Skipped).File);
        Assert.Equal(0, ImageIndex.Load(_file).Count);
    }

    [Fact]
    public async Task UpdateFile_CancelledHalfWay_LeavesTheOldFileWhole()
    {
        using TextPictureModel model = new();
        _photos.Write("a.jpg", "1 0 0");
        await Update(model);
        byte[] old = File.ReadAllBytes(_file);
        for (int i = 0; i < 30; i++)
        {
            _photos.Write($"{i}.jpg", "0 1 0");
        }

        using CancellationTokenSource source = new();
        int batches = 0;
        model.BeforeBatch = () =>
        {
            if (++batches == 2)
            {
                source.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FolderIndexer.UpdateFileAsync(_file, _photos.Path, model, cancellationToken: source.Token));

        Assert.Equal(old, File.ReadAllBytes(_file));
        Assert.Equal([_file], Directory.GetFiles(_place.Path));
    }

    [Fact]
    public async Task UpdateFile_ModelFailsHalfWay_LeavesTheOldFileWhole()
    {
        using TextPictureModel model = new();
        _photos.Write("a.jpg", "1 0 0");
        await Update(model);
        byte[] old = File.ReadAllBytes(_file);
        _photos.Write("b.jpg", "0 1 0");
        model.BeforeBatch = () => throw new VlmException("The model broke.");

        await Assert.ThrowsAsync<VlmException>(() => Update(model));

        Assert.Equal(old, File.ReadAllBytes(_file));
    }

    [Fact]
    public async Task UpdateFile_OtherFolder_IsRefusedAndNothingLost()
    {
        using TextPictureModel model = new();
        using TemporaryFolder other = new();
        _photos.Write("a.jpg", "1 0 0");
        await Update(model);

        ImageIndexException e = await Assert.ThrowsAsync<ImageIndexException>(() => FolderIndexer.UpdateFileAsync(_file, other.Path, model));

        Assert.Equal(ImageIndexError.OtherFolder, e.Error);
        Assert.Equal(1, ImageIndex.Load(_file).Count);
        Assert.Equal((0, 0, 0, 1), Counts(await FolderIndexer.UpdateFileAsync(_file, _photos.Path + "/", model)));
    }

    [Fact]
    public async Task UpdateFile_IndexIsALink_ReplacesWhatItLeadsTo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows makes links for administrators only.");
        using TextPictureModel model = new();
        _photos.Write("a.jpg", "1 0 0");
        File.CreateSymbolicLink(_file, "real.vlmindex");
        await Update(model);
        await Update(model);
        Assert.Equal("real.vlmindex", new FileInfo(_file).LinkTarget);
        Assert.Equal(1, ImageIndex.Load(_place["real.vlmindex"]).Count);
        Assert.Equal(2, Directory.GetFiles(_place.Path).Length);
    }

    [Fact]
    public async Task UpdateFile_OtherModel_IsRefused()
    {
        using TextPictureModel model = new(), other = new("toy-2");
        _photos.Write("a.jpg", "1 0 0");
        await Update(model);
        Assert.Equal(ImageIndexError.OtherModel, (await Assert.ThrowsAsync<ImageIndexException>(() => Update(other))).Error);
    }

    [Fact]
    public async Task UpdateFile_ModelThatDoesNotEmbed_IsRefusedByName()
    {
        using TextPictureModel model = new(capabilities: ModelCapabilities.Caption);
        Assert.Contains("toy", (await Assert.ThrowsAsync<NotSupportedException>(() => Update(model))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateFile_NoSuchFolder_NamesIt()
    {
        using TextPictureModel model = new();
        DirectoryNotFoundException e = await Assert.ThrowsAsync<DirectoryNotFoundException>(() => FolderIndexer.UpdateFileAsync(_file, _photos["none"], model));
        Assert.Contains(_photos["none"], e.Message, StringComparison.Ordinal);
    }

    private Task<FolderIndexReport> Update(IVisionLanguageModel model) =>
        FolderIndexer.UpdateFileAsync(_file, _photos.Path, model);

    private static (int Added, int Updated, int Removed, int Unchanged) Counts(FolderIndexReport report) =>
        (report.Added, report.Updated, report.Removed, report.Unchanged);
}
