using Vlm.Evaluation;
using Vlm.Tests.Composition;

namespace Vlm.Tests.Evaluation;

/// <summary>The small data set of the samples through the embedded model.</summary>
public sealed class SampleEvaluationTests(DefaultModel fixture) : IClassFixture<DefaultModel>
{
    [Theory]
    [InlineData(EvaluationTask.Caption, "CIDEr", 5)]
    [InlineData(EvaluationTask.Retrieval, "text_to_image_R@1", 5)]
    [InlineData(EvaluationTask.Answer, "accuracy", 6)]
    public async Task Evaluate_Samples_BeatsChance(EvaluationTask task, string figure, int items)
    {
        using DataSet data = DataSet.Open(
            Path.Combine(DefaultModel.Repository(), "samples", "evaluation", "pictures.jsonl"), new DataSetOptions { Images = Path.Combine(DefaultModel.Repository(), "samples", "pictures") });
        Assert.Empty(data.Problems);
        EvaluationReport report = await ModelEvaluation.EvaluateAsync(
            fixture.Model, data, task, new EvaluationOptions { Run = new RunOptions { Split = "test" } }, TestContext.Current.CancellationToken);
        Assert.Equal(items, report.Model.Find(figure)!.SampleSize);
        Assert.True(report.Model.Find(figure)!.Value > report.Systems.Single(system => system.Name == "random").Find(figure)!.Value);
    }
}
