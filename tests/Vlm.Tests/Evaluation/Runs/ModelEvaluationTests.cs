using System.Text;
using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Cli;

namespace Vlm.Tests.Evaluation;

public sealed class ModelEvaluationTests : IDisposable
{
    private readonly DataFolder _folder = new();
    private readonly DataSet _data;

    public ModelEvaluationTests() => _data = DataSet.Open(ToyDataSet.Write(_folder));

    public void Dispose()
    {
        _data.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Evaluate_Answers_ScoresModelBaselinesAndPeopleOnTheSameQuestions()
    {
        EvaluationReport report = await EvaluateAsync(EvaluationTask.Answer);
        Assert.Equal(["toy", "random", "most frequent answer", "nearest neighbour", "human leave-one-out", "model against the same"], report.Systems.Select(system => system.Name));
        Assert.All(report.Systems, system => Assert.Equal(6, system.Find("accuracy")!.SampleSize));
        Assert.Equal(1, report.Model.Find("accuracy")!.Value);

        // Of six questions two say brown twice; the other four have one person's black against the other's brown.
        Assert.Equal(2 / 6.0, report.Systems[4].Find("accuracy")!.Value, 12);
        Assert.Equal((2 + (4 * 0.5)) / 6.0, report.Systems[5].Find("accuracy")!.Value, 12);
        Assert.Equal("color", Assert.Single(report.Breakdowns).Figures[0].Name);
        Assert.Equal("q6", Assert.Single(report.Problems).Id);
    }

    [Fact]
    public async Task Evaluate_Captions_ScoresModelBaselinesAndPeopleOnTheSamePictures()
    {
        string file = _folder["run.jsonl"];
        EvaluationReport report = await EvaluateAsync(EvaluationTask.Caption, file);
        Assert.Equal(["toy", "random", "nearest neighbour", "human leave-one-out", "model against the same"], report.Systems.Select(system => system.Name));
        Assert.Equal(["Bleu_1", "Bleu_2", "Bleu_3", "Bleu_4", "METEOR_ess", "ROUGE_L", "CIDEr"], report.Model.Figures.Select(figure => figure.Name));

        // The toy writes each picture's first caption; against each person alone it is right half of the time.
        Assert.Equal(1, report.Model.Find("Bleu_1")!.Value, 6);
        Assert.Equal(1, report.Model.Find("ROUGE_L")!.Value, 12);
        Assert.InRange(report.Systems[1].Find("CIDEr")!.Value, 0, report.Model.Find("CIDEr")!.Value);
        Assert.InRange(report.Systems[4].Find("ROUGE_L")!.Value, 0.5, 0.6);
        Assert.InRange(report.Systems[3].Find("ROUGE_L")!.Value, 0, 0.2);
        Assert.All(report.Systems.SelectMany(system => system.Figures), figure => Assert.Equal(6, figure.Estimate.SampleSize));

        EvaluationReport again = await EvaluateAsync(EvaluationTask.Caption, file, ModelRun.Read(file));
        Assert.Equal(report.Model.Figures.Select(figure => figure.Estimate.ToString(12)), again.Model.Figures.Select(figure => figure.Estimate.ToString(12)));
        Assert.Equal(7, again.Comparisons.Count);
        Assert.All(again.Comparisons, comparison => Assert.Equal((0, true), (comparison.Result.Difference.Value, comparison.Result.IsNoise)));
    }

    [Fact]
    public async Task Evaluate_Retrieval_RanksOwnCaptionsAndPictures()
    {
        EvaluationReport report = await EvaluateAsync(EvaluationTask.Retrieval);
        Assert.Equal(6, report.Model.Find("image_to_text_R@1")!.SampleSize);
        Assert.Equal(1, report.Model.Find("image_to_text_R@1")!.Value);
        Assert.Equal(1, report.Model.Find("image_to_text_median_rank")!.Value);
        Assert.InRange(report.Model.Find("text_to_image_R@1")!.Value, 0.5, 0.99);
        Assert.Equal(["toy", "random", "nearest neighbour", "human leave-one-out", "model against the same"], report.Systems.Select(system => system.Name));
        Assert.All(report.Systems, system => Assert.Null(system.Reason));
        Assert.Equal((3, 3), (report.Best.Count, report.Worst.Count));
        Assert.Empty(report.Best.Select(example => example.Id).Intersect(report.Worst.Select(example => example.Id)));
    }

    [Fact]
    public async Task Evaluate_AgainstItself_IsNoise()
    {
        string file = _folder["run.jsonl"];
        await EvaluateAsync(EvaluationTask.Answer, file);
        EvaluationReport report = await EvaluateAsync(EvaluationTask.Answer, file, ModelRun.Read(file));
        ReportComparison comparison = report.Comparisons[0];
        Assert.Equal(["accuracy", "token_F1", "vqa_accuracy"], report.Comparisons.Select(other => other.Figure));
        Assert.Equal((0, true), (comparison.Result.Difference.Value, comparison.Result.IsNoise));
        Assert.Equal(SignificanceTest.McNemarExact, comparison.Result.Test.Test);
    }

    [Fact]
    public async Task Evaluate_AgainstAnotherTaskOrOtherData_Refuses()
    {
        string file = _folder["run.jsonl"];
        await EvaluateAsync(EvaluationTask.Answer, file);
        ModelRun other = ModelRun.Read(file);
        Assert.Contains("task Answer", (await Assert.ThrowsAsync<EvaluationException>(() => EvaluateAsync(EvaluationTask.Retrieval, null, other))).Message, StringComparison.Ordinal);
        EvaluationOptions part = new() { Run = new RunOptions { Split = "test", Limit = 3 }, CompareWith = other };
        Assert.Contains("over other data", (await Assert.ThrowsAsync<EvaluationException>(() => ModelEvaluation.EvaluateAsync(new ToyModel(), _data, EvaluationTask.Answer, part))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_EmbeddingThatIsNaN_NamesThePicture()
    {
        _folder.Write("images/5.jpg", "nan");
        EvaluationException error = await Assert.ThrowsAsync<EvaluationException>(() => EvaluateAsync(EvaluationTask.Retrieval));
        Assert.Equal("5.jpg", error.Id);
    }

    [Fact]
    public async Task Evaluate_CaptionOfAMegabyte_NamesThePicture()
    {
        File.AppendAllText(_folder["data.jsonl"], $$"""{"image": "5.jpg", "split": "test", "captions": ["{{new string('x', 1 << 20)}}"]}""" + "\n");
        using DataSet data = DataSet.Open(_folder["data.jsonl"]);
        EvaluationException error = await Assert.ThrowsAsync<EvaluationException>(() =>
            ModelEvaluation.EvaluateAsync(new ToyModel(), data, EvaluationTask.Caption, new EvaluationOptions { Run = new RunOptions { Split = "test" } }, TestContext.Current.CancellationToken));
        Assert.Equal("5.jpg", error.Id);
    }

    [Fact]
    public async Task Evaluate_NoTrainSplit_SaysWhyThereIsNoNeighbour()
    {
        EvaluationOptions options = new() { Run = new RunOptions { Split = "train" } };
        EvaluationReport report = await ModelEvaluation.EvaluateAsync(new ToyModel(), _data, EvaluationTask.Retrieval, options, TestContext.Current.CancellationToken);
        Assert.Contains("no train split", report.Systems.Single(system => system.Name == "nearest neighbour").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EvaluationTask.Caption)]
    [InlineData(EvaluationTask.Answer)]
    [InlineData(EvaluationTask.Retrieval)]
    public async Task Report_AllForms_EscapeTextsAndHoldTheFigures(EvaluationTask task)
    {
        _folder.Write("images/<b>.jpg", "<script>alert(1)</script> | x");
        File.AppendAllText(_folder["data.jsonl"], """{"image": "<b>.jpg", "split": "test", "id": "<img src=x>", "question": "<script>why?", "captions": ["<script>alert(1)</script> | x"], "answers": ["</td>"]}""" + "\n");
        using DataSet data = DataSet.Open(_folder["data.jsonl"]);
        EvaluationReport report = await ModelEvaluation.EvaluateAsync(new ToyModel(), data, task, new EvaluationOptions { Run = new RunOptions { Split = "test" } }, TestContext.Current.CancellationToken);

        string html = Encoding.UTF8.GetString(EvaluationReportFiles.ToHtml(report, data));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img src=x>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.Contains(report.Run.ModelHash, html, StringComparison.Ordinal);

        string markdown = EvaluationReportFiles.ToMarkdown(report);
        Assert.Contains(report.Run.DataHash, markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);

        using JsonDocument json = JsonDocument.Parse(EvaluationReportFiles.ToJson(report));
        foreach (ReportFigure figure in report.Model.Figures)
        {
            Assert.Equal(figure.Estimate.Value, json.RootElement.GetProperty("metrics").GetProperty(figure.Name).GetDouble());
            Assert.Equal(figure.Estimate.SampleSize, json.RootElement.GetProperty("confidence").GetProperty(figure.Name).GetProperty("n").GetInt32());
        }
    }

    private Task<EvaluationReport> EvaluateAsync(EvaluationTask task, string? file = null, ModelRun? other = null) =>
        ModelEvaluation.EvaluateAsync(new ToyModel(), _data, task, new EvaluationOptions { Run = new RunOptions { Split = "test", RecordFile = file }, CompareWith = other }, TestContext.Current.CancellationToken);
}
