using Vlm.Search;

namespace Vlm.PublicApi.Tests;

/// <summary>Pictures and texts that no model can take, at the front door of the default model.</summary>
public sealed class BadInputTests : IDisposable
{
    private const int MaxTextBytes = 1 << 20;
    private readonly IVisionLanguageModel _model = VisionLanguageModel.LoadDefault();
    private readonly string _folder = Directory.CreateTempSubdirectory("vlm-pictures-").FullName;

    public void Dispose()
    {
        _model.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task CaptionAsync_FileMissing_NotFoundByName()
    {
        ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(() => _model.CaptionAsync("nowhere.jpg"));
        Assert.Equal(ImageDecodeReason.NotFound, error.Reason);
        Assert.Contains("nowhere.jpg", error.Message, StringComparison.Ordinal);
        Assert.Contains("Check the path", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], ImageDecodeReason.NotAnImage)]
    [InlineData(new byte[] { 72, 101, 108, 108, 111 }, ImageDecodeReason.NotAnImage)]
    public async Task CaptionAsync_NoPicture_RefusedByName(byte[] content, ImageDecodeReason reason)
    {
        ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(() => _model.CaptionAsync(Write("bad.jpg", content)));
        Assert.Equal(reason, error.Reason);
        Assert.Contains("bad.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CaptionAsync_HalfAFile_TruncatedByName()
    {
        byte[] whole = await File.ReadAllBytesAsync(Clone.Picture("soccer.jpg"));
        ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(() => _model.CaptionAsync(Write("half.jpg", whole[..(whole.Length / 2)])));
        Assert.Equal(ImageDecodeReason.Truncated, error.Reason);
        Assert.Contains("half.jpg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CaptionAsync_Folder_SaysToPassTheFiles()
    {
        ImageDecodeException error = await Assert.ThrowsAsync<ImageDecodeException>(() => _model.CaptionAsync(_folder));
        Assert.Equal(ImageDecodeReason.Unreadable, error.Reason);
        Assert.Contains("Pass the files in it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ImageInput_WebAddress_Refused() =>
        Assert.Contains("Download it", Assert.Throws<ArgumentException>(() => ImageInput.FromFile("https://example.org/dog.jpg")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task AnswerAsync_QuestionEmpty_SaysToAskSomething(string question)
    {
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => _model.AnswerAsync(Clone.Picture("lake.jpg"), question));
        Assert.Contains("ask", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EmbedTextAsync_Empty_Embeds()
    {
        Embedding embedding = await _model.EmbedTextAsync("");
        Assert.Equal(_model.Info.EmbeddingSize, embedding.Dimensions);
        Assert.False(embedding.Truncated);
    }

    [Fact]
    public async Task AnyCall_TextAboveOneMebibyte_RefusedWithBothNumbers()
    {
        string text = new('é', (MaxTextBytes / 2) + 1);
        string picture = Clone.Picture("lake.jpg");
        foreach (Func<Task> call in new Func<Task>[] { () => _model.EmbedTextAsync(text), () => _model.AnswerAsync(picture, text), () => _model.ScoreAsync(picture, text) })
        {
            InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(call);
            Assert.Contains($"{MaxTextBytes + 2}", error.Message.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("1 MiB", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AnyCall_TextOfOneMebibyte_TruncatesAndSaysSo()
    {
        string text = string.Concat(Enumerable.Repeat("dog ", MaxTextBytes / 4));
        Assert.True((await _model.EmbedTextAsync(text)).Truncated);
    }

    [Fact]
    public async Task AnswerAsync_QuestionLongerThanThePositions_TruncatesAndSaysSo()
    {
        string picture = Clone.Picture("lake.jpg");
        Answer cut = await _model.AnswerAsync(picture, "is there " + string.Concat(Enumerable.Repeat("very much ", 600)) + "water?");
        Answer whole = await _model.AnswerAsync(picture, "is there water?");
        Assert.True(cut.Truncated);
        Assert.False(whole.Truncated);
        Assert.NotEmpty(cut.Text);
    }

    [Fact]
    public async Task ClassifyAsync_NoLabels_SaysToGiveOne()
    {
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(() => _model.ClassifyAsync([Clone.Picture("lake.jpg")], []));
        Assert.Contains("give at least one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_NoChoices_SaysToGiveOne()
    {
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(
            () => _model.AnswerAsync(Clone.Picture("lake.jpg"), "is there water?", new AnswerOptions { Choices = [] }));
        Assert.Contains("give at least one", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_UnknownChoice_NamesIt()
    {
        InvalidInputException error = await Assert.ThrowsAsync<InvalidInputException>(
            () => _model.AnswerAsync(Clone.Picture("lake.jpg"), "is there water?", new AnswerOptions { Choices = ["yes", "quux"] }));
        Assert.Contains("quux", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAsync_OneBadPictureInAFolder_ReportedByNameAndTheRestDone()
    {
        File.Copy(Clone.Picture("lake.jpg"), Path.Combine(_folder, "a.jpg"));
        Write("b.jpg", [1, 2, 3]);
        File.Copy(Clone.Picture("tree.jpg"), Path.Combine(_folder, "c.jpg"));
        ImageIndex index = ImageIndex.Create(_model.Info.EmbeddingSpace!, _model.Info.EmbeddingSize!.Value);
        FolderIndexReport report = await FolderIndexer.UpdateAsync(index, _folder, _model);
        Assert.Equal(2, report.Added);
        Assert.EndsWith("b.jpg", Assert.Single(report.Skipped).File, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
