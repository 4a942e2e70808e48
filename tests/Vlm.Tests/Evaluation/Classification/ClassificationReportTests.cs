using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Classification;

public sealed class ClassificationReportTests
{
    private const double Tolerance = ClassificationGoldens.Tolerance;

    private static ClassificationReport Report =>
        ClassificationReport.Of(ClassificationGoldens.Labels, ClassScores.Predictions(ClassificationGoldens.Logits, ClassificationGoldens.Classes), ClassificationGoldens.Classes);

    [Fact]
    public void Of_GoldenLogits_AsScikitLearn()
    {
        JsonElement golden = ClassificationGoldens.Root;
        ClassificationReport actual = Report;
        Closeness.Within(golden.Double("accuracy"), actual.Accuracy, Tolerance);
        Closeness.Within(golden.Double("balanced_accuracy"), actual.BalancedAccuracy, Tolerance);
        Closeness.Within(golden.Double("mcc"), actual.MatthewsCorrelation, Tolerance);
        AssertAverage(golden.GetProperty("micro"), actual.Micro);
        AssertAverage(golden.GetProperty("macro"), actual.Macro);
        AssertAverage(golden.GetProperty("weighted"), actual.Weighted);
        AssertAverage(golden.GetProperty("macro_present_classes"), actual.MacroPresentClasses);
    }

    [Fact]
    public void Of_GoldenLogits_ConfusionAndClassesAsScikitLearn()
    {
        JsonElement golden = ClassificationGoldens.Root;
        ClassificationReport actual = Report;
        JsonElement each = golden.GetProperty("per_class");
        for (int k = 0; k < actual.Confusion.Classes; k++)
        {
            for (int j = 0; j < actual.Confusion.Classes; j++)
            {
                Assert.Equal(golden.GetProperty("confusion")[k][j].GetInt64(), actual.Confusion[k, j]);
            }

            Closeness.Within(
                [each.Doubles("precision")[k], each.Doubles("recall")[k], each.Doubles("f1")[k], each.Doubles("support")[k]],
                [actual.PerClass[k].Precision, actual.PerClass[k].Recall, actual.PerClass[k].F1, actual.Confusion.Support(k)],
                Tolerance);
        }
    }

    [Theory]
    [InlineData(1, "accuracy")]
    [InlineData(3, "top3")]
    [InlineData(5, "top5")]
    public void IsAmongTop_GoldenLogits_AsScikitLearn(int top, string name)
    {
        bool[] among = ClassScores.IsAmongTop(ClassificationGoldens.Labels, ClassificationGoldens.Logits, ClassificationGoldens.Classes, top);
        Closeness.Within(ClassificationGoldens.Root.Double(name), among.Count(hit => hit) / (double)among.Length, Tolerance);
    }

    [Fact]
    public void IsAmongTop_EqualScores_EarnNothing() => Assert.Equal([false, true], ClassScores.IsAmongTop([0, 0], [1, 1, 1, 2, 1, 1], 3, 1));

    [Fact]
    public void OneVsRest_GoldenLogits_AreaAndAveragePrecisionAsScikitLearn()
    {
        double[] probabilities = ClassScores.Softmax(ClassificationGoldens.Logits, ClassificationGoldens.Classes);
        for (int k = 0; k < ClassificationGoldens.Classes; k++)
        {
            bool[] own = [.. ClassificationGoldens.Labels.Select(label => label == k)];
            double[] scores = [.. own.Select((_, i) => probabilities[(i * ClassificationGoldens.Classes) + k])];
            RocCurve roc = RocCurve.Of(own, scores);
            PrecisionRecallCurve curve = PrecisionRecallCurve.Of(own, scores);
            if (ClassificationGoldens.Root.GetProperty("roc_auc_one_vs_rest").TryGetProperty($"{k}", out JsonElement area))
            {
                Closeness.Within(area.Double(), roc.Area, Tolerance);
                Closeness.Within(ClassificationGoldens.Root.GetProperty("average_precision_one_vs_rest").Double($"{k}"), curve.AveragePrecision, Tolerance);
            }
            else
            {
                Assert.Equal((double.NaN, double.NaN, true, true), (roc.Area, curve.AveragePrecision, roc.Reason!.Contains("negative", StringComparison.Ordinal), curve.Reason is not null));
            }
        }
    }

    [Fact]
    public void Of_ClassThatNeverOccurs_ZeroWithAWarning()
    {
        MetricWarning warning = Assert.Single(Report.Warnings);
        Assert.Equal((MetricWarningKind.ZeroByZero, "recall"), (warning.Kind, warning.Metric));
        Assert.Contains("class 6", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneClassOnly_CorrelationZeroWithAWarning()
    {
        ClassificationReport report = ClassificationReport.Of([1, 1], [1, 1], 2);
        Assert.Equal((ClassificationGoldens.Root.GetProperty("degenerate").Double("mcc_one_class"), 1), (report.MatthewsCorrelation, report.Accuracy));
        Assert.Contains(report.Warnings, warning => warning.Metric == "mcc");
    }

    [Fact]
    public void Of_WrongInput_NamesTheItem()
    {
        Assert.Equal(1, Assert.Throws<EvaluationException>(() => ClassificationReport.Of([0, 7], [0, 1], 2)).Index);
        Assert.Equal(0, Assert.Throws<EvaluationException>(() => ClassificationReport.Of([0, 1], [-1, 1], 2)).Index);
        Assert.Throws<EvaluationException>(() => ClassificationReport.Of([], [], 2));
        Assert.Contains("2 labels and 1", Assert.Throws<ArgumentException>(() => ClassificationReport.Of([0, 1], [1], 2)).Message, StringComparison.Ordinal);
        EvaluationException nan = Assert.Throws<EvaluationException>(() => ClassScores.IsAmongTop([0, 1], [1, 2, 3, float.NaN], 2, 1));
        Assert.Equal(1, nan.Index);
        Assert.Contains("NaN", nan.Message, StringComparison.Ordinal);
    }

    private static void AssertAverage(JsonElement golden, ClassScore actual) =>
        Closeness.Within([golden.Double("precision"), golden.Double("recall"), golden.Double("f1")], [actual.Precision, actual.Recall, actual.F1], Tolerance);
}
