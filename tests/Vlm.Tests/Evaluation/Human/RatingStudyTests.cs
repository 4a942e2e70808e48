using System.Text;
using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Human;

public sealed class RatingStudyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Page_SameStudyAndSeed_IsTheSameAndHoldsNoSystem()
    {
        (byte[] page, RatingKey key) = Write(Studies.Grades(), seed: 1);
        (byte[] again, _) = Write(Studies.Grades(), seed: 1);
        (byte[] other, RatingKey otherKey) = Write(Studies.Grades(), seed: 2);
        string html = Encoding.UTF8.GetString(page);

        Assert.Equal(page, again);
        Assert.NotEqual(page, other);
        Assert.Empty(key.Tasks.Select(task => task.Token).Intersect(otherKey.Tasks.Select(task => task.Token)));
        Assert.DoesNotContain("greedy", html, StringComparison.Ordinal);
        Assert.DoesNotContain("beams", html, StringComparison.Ordinal);
        Assert.DoesNotContain("one.jpg", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_TextThatEndsAScript_IsEscapedAndNothingIsFetched()
    {
        string html = Encoding.UTF8.GetString(Write(Studies.Grades(), seed: 1).Page);

        Assert.Equal(2, html.Split("</script>").Length - 1);
        Assert.Contains("<title>Captions &lt;&amp; pictures&gt;</title>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_WrittenAndRead_IsTheSame()
    {
        RatingKey key = Write(Studies.Choice(), seed: 3).Key;
        using (FileStream file = File.Create(_folder["key.json"]))
        {
            RatingKeyFile.Write(key, file);
        }

        RatingKey read = RatingKeyFile.Read(_folder["key.json"]);

        Assert.Equal(key.Study, read.Study);
        Assert.Equal(RatingMode.Choice, read.Mode);
        Assert.Equal(key.Systems, read.Systems);
        Assert.Equal(key.Tasks.Select(task => (task.Token, task.Item, string.Join('|', task.Systems))), read.Tasks.Select(task => (task.Token, task.Item, string.Join('|', task.Systems))));
    }

    [Fact]
    public void Key_CutInHalf_NamesTheFile()
    {
        string path = _folder.Write("key.json", """{ "format": 1, "study": "ab", "mode": "gra""");

        DataSetException error = Assert.Throws<DataSetException>(() => RatingKeyFile.Read(path));

        Assert.Contains("key.json", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "items": [] }""", "no items")]
    [InlineData("""{ "items": [ { "id": "a", "candidates": {} } ] }""", "Item a has 0 candidates")]
    [InlineData("""{ "mode": "choice", "items": [ { "id": "a", "candidates": { "x": "one" } } ] }""", "Item a has 1 candidates; it needs at least 2")]
    [InlineData("""{ "items": [ { "id": 7, "candidates": { "x": "one" } }, { "id": "7", "candidates": { "x": "one" } } ] }""", "Item 7 stands in the study twice")]
    [InlineData("""{ "items": [ { "id": "a", "candidates": { "x": {} } } ] }""", "exactly one of a text and a picture")]
    [InlineData("""{ "items": [ { "id": "a", "image": "text.json", "candidates": { "x": "one" } } ] }""", "none of JPEG, PNG")]
    [InlineData("""{ "items": [ { "id": "a", "image": "no.png", "candidates": { "x": "one" } } ] }""", "no.png")]
    [InlineData("""{ "scale": 12, "items": [] }""", "a whole number from 2 to 9")]
    [InlineData("""{ "mode": "stars", "items": [] }""", "\"grades\" or \"choice\"")]
    public void Study_Wrong_SaysWhatAndWhere(string json, string expected)
    {
        _folder.Write("text.json", json);

        VlmException error = Assert.ThrowsAny<VlmException>(() => RatingStudyFile.Read(_folder["text.json"]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_GeneratedPictures_AreGradedForRealismAndCreativity()
    {
        File.WriteAllBytes(_folder["a.png"], Studies.Pixel);
        _folder.Write("study.json", """{ "items": [ { "id": 1, "prompt": "a red house", "candidates": { "x": { "image": "a.png" } } } ] }""");

        RatingStudy study = RatingStudyFile.Read(_folder["study.json"]);

        Assert.Equal(["relevance", "realism", "creativity"], study.CriteriaInForce);
        Assert.Equal("image/png", study.Items[0].Candidates[0].Picture!.MediaType);
        Assert.Contains("a red house", Encoding.UTF8.GetString(Write(study, 1).Page), StringComparison.Ordinal);
    }

    [Fact]
    public void FromCandidates_FilesThatDiffer_NamesAnId()
    {
        File.WriteAllBytes(_folder["one.png"], Studies.Pixel);
        string a = _folder.Write("a.json", """{ "one": "x" }""");
        string b = _folder.Write("b.json", """{ "one": "x", "two": "y" }""");
        using IPictureSource pictures = PictureSource.Open(_folder.Path);

        DataSetException error = Assert.Throws<DataSetException>(() => RatingStudyFile.FromCandidates([a, b], pictures, RatingMode.Grades));

        Assert.Contains("two", error.Message, StringComparison.Ordinal);
        Assert.Equal("image/png", RatingStudyFile.FromCandidates([a], pictures, RatingMode.Grades).Items[0].Picture!.MediaType);
    }

    private static (byte[] Page, RatingKey Key) Write(RatingStudy study, ulong seed)
    {
        using MemoryStream page = new();
        RatingKey key = RatingPage.Write(study, page, seed);
        return (page.ToArray(), key);
    }
}
