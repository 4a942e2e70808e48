using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Training;

namespace Vlm.Tests.Training.Data;

public sealed class TrainingDataReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task CreateAsync_DataWithEveryFault_TellsOfEach()
    {
        Directory.CreateDirectory(_folder["pictures"]);
        byte[] china = Photographs.Copy("china.jpg", 120, 80);
        foreach ((string name, byte[] bytes) in new[] { ("a.jpg", china), ("b.jpg", china), ("c.jpg", Photographs.Copy("flower.jpg", 120, 80)), ("d.jpg", [1, 2, 3]) })
        {
            File.WriteAllBytes(_folder[$"pictures/{name}"], bytes);
        }

        string lines = _folder.Write("data.jsonl", """
            {"id":"1","image":"a.jpg","split":"train","captions":["A house by the water .","A house in China ."],"label":"house"}
            {"id":"2","image":"b.jpg","split":"val","captions":["The house", ""]}
            {"id":"3","image":"c.jpg","split":"train","captions":["A flower ."],"question":"What is it?","answers":["flower"],"type":"kind","label":"flower"}
            {"id":"4","image":"d.jpg","split":"train","captions":["A house ."],"label":"house"}
            {"id":"5","image":"gone.jpg","split":"train","captions":["A tree ."]}
            """);
        using DataSet data = DataSet.Open(lines, new DataSetOptions { Images = _folder["pictures"] });

        TrainingDataReport report = await TrainingDataReport.CreateAsync(
            data, new TrainingDataOptions { Vocabulary = new CaptionVocabularyOptions { LeastCount = 2 } }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([("train", 3, 4), ("val", 1, 1)], report.Splits.Select(split => (split.Name, split.Pictures, split.Captions)));
        Assert.Equal((2, 5), (report.Splits[0].Lengths!.Least, report.Splits[0].Lengths!.Greatest));
        Assert.Equal(["[PAD]", "[UNK]", "[BOS]", "[EOS]", "a", "house"], report.Vocabulary!.Tokens);
        Assert.Equal(0.5, report.Splits[1].Coverage);
        Assert.Equal(["a.jpg = b.jpg"], report.Leaks.Select(group => group.ToString()));
        Assert.Equal("d.jpg", Assert.Single(report.Unreadable).Picture);
        Assert.Equal(["flower"], report.ClassesWithOneExample);
        Assert.Equal([DataProblemKind.MissingPicture, DataProblemKind.EmptyText], report.Problems.Select(problem => problem.Kind).Order());
        Assert.Contains("gone.jpg", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("classes with one example: 1\n    flower", report.ToText(), StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(report.ToJson());
        Assert.Equal("d.jpg", json.RootElement.GetProperty("unreadable")[0].GetProperty("picture").GetString());
        Assert.Equal(1, json.RootElement.GetProperty("splits")[0].GetProperty("questions").GetProperty("kind").GetInt32());
        Assert.True(json.RootElement.GetProperty("leaks")[0].GetProperty("exact").GetBoolean());
    }

    [Fact]
    public async Task CreateAsync_PicturesNotRead_SaysSo()
    {
        File.WriteAllBytes(_folder["a.jpg"], [1, 2, 3]);
        using DataSet data = DataSet.Open(_folder.Write("data.jsonl", """{"id":"1","image":"a.jpg","captions":["A house ."]}"""), new DataSetOptions { Images = _folder.Path });

        TrainingDataReport report = await TrainingDataReport.CreateAsync(data, new TrainingDataOptions { Duplicates = null }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Null(report.Vocabulary);
        Assert.Contains("unreadable pictures: not looked for", report.ToText(), StringComparison.Ordinal);
        Assert.Contains("none: 1 pictures, 1 captions", report.ToText(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
