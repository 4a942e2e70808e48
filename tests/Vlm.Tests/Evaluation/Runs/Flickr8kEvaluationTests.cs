using Vlm.Evaluation;
using Vlm.Tests.Composition;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation;

/// <summary>A slice of the real data through the real model, pictures straight from the zip.</summary>
public sealed class Flickr8kEvaluationTests(DefaultModel fixture) : IClassFixture<DefaultModel>
{
    [Theory]
    [InlineData("dataset.json", EvaluationTask.Caption, "CIDEr", 0.2)]
    [InlineData("dataset.json", EvaluationTask.Retrieval, "image_to_text_R@1", 0.5)]
    [InlineData("vqa.json", EvaluationTask.Answer, "accuracy", 0.5)]
    public async Task Evaluate_Slice_BeatsChanceByFarAndStopsAndGoesOnToTheSameFile(string file, EvaluationTask task, string figure, double least)
    {
        using TemporaryFolder folder = new();
        using DataSet data = DataSet.Open(SharedFolder.Find("data", "flickr8k", file));
        EvaluationReport report = await EvaluateAsync(data, task, folder["whole.jsonl"], TestContext.Current.CancellationToken);
        Assert.InRange(report.Model.Find(figure)!.Value, least, 10);
        Assert.True(report.Model.Find(figure)!.Value > 2 * report.Systems[1].Find(figure)!.Value);
        Assert.Null(report.Systems.Single(system => system.Name == "nearest neighbour").Reason);
        Assert.StartsWith("sha256:", report.Run.ModelHash, StringComparison.Ordinal);

        string[] lines = File.ReadAllLines(folder["whole.jsonl"]);
        File.WriteAllText(folder["cut.jsonl"], string.Join('\n', lines[..6]) + "\n{\"id\":");
        await EvaluateAsync(data, task, folder["cut.jsonl"], TestContext.Current.CancellationToken);
        Assert.Equal(lines, File.ReadAllLines(folder["cut.jsonl"]));
    }

    private Task<EvaluationReport> EvaluateAsync(DataSet data, EvaluationTask task, string record, CancellationToken cancellationToken) => ModelEvaluation.EvaluateAsync(
        fixture.Model, data, task, new EvaluationOptions { Run = new RunOptions { Split = "val", Limit = 16, BatchSize = 4, RecordFile = record }, NeighbourLimit = 16 }, cancellationToken);
}
