using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Classification;

public sealed class BinaryTests
{
    private const double Tolerance = ClassificationGoldens.Tolerance;

    private static JsonElement Golden => ClassificationGoldens.Root.GetProperty("binary");

    [Fact]
    public void RocCurve_GoldenScores_EveryPointAsScikitLearn()
    {
        RocCurve actual = RocCurve.Of(ClassificationGoldens.BinaryLabels, ClassificationGoldens.BinaryScores);
        Closeness.Within(Golden.Doubles("roc_fpr"), [.. actual.FalsePositiveRate], Tolerance);
        Closeness.Within(Golden.Doubles("roc_tpr"), [.. actual.TruePositiveRate], Tolerance);
        Closeness.Within(Golden.Doubles("roc_thresholds"), [.. actual.Thresholds], Tolerance);
        Closeness.Within(Golden.Double("roc_auc"), actual.Area, Tolerance);
    }

    [Fact]
    public void PrecisionRecallCurve_GoldenScores_EveryPointAsScikitLearn()
    {
        PrecisionRecallCurve actual = PrecisionRecallCurve.Of(ClassificationGoldens.BinaryLabels, ClassificationGoldens.BinaryScores);
        Closeness.Within(Golden.Doubles("pr_precision"), [.. actual.Precision], Tolerance);
        Closeness.Within(Golden.Doubles("pr_recall"), [.. actual.Recall], Tolerance);
        Closeness.Within(Golden.Doubles("pr_thresholds"), [.. actual.Thresholds], Tolerance);
        Closeness.Within(Golden.Double("average_precision"), actual.AveragePrecision, Tolerance);
        Closeness.Within(Golden.Double("best_f1"), actual.BestF1, Tolerance);
        Closeness.Within(Golden.Double("best_f1_threshold"), actual.BestF1Threshold, Tolerance);
    }

    [Fact]
    public void BinaryCounts_AboveAHalf_AsScikitLearn()
    {
        JsonElement golden = Golden.GetProperty("at_greater_than_0.5");
        BinaryCounts actual = BinaryCounts.Above(ClassificationGoldens.BinaryLabels, ClassificationGoldens.BinaryScores, 0.5);
        Closeness.Within(
            [.. ((string[])["precision", "recall", "f1", "f2", "specificity", "mcc", "jaccard"]).Select(name => golden.Double(name))],
            [actual.Precision, actual.Recall, actual.F1, actual.F(2), actual.Specificity, actual.MatthewsCorrelation, actual.Jaccard],
            Tolerance);
    }

    [Fact]
    public void BrierAndLogLoss_SigmoidOfGoldenScores_AsScikitLearn()
    {
        double[] probabilities = [.. ClassificationGoldens.BinaryScores.Select(score => 1 / (1 + Math.Exp(-score)))];
        Closeness.Within(Golden.Double("brier"), BrierScore.OfBinary(ClassificationGoldens.BinaryLabels, probabilities), Tolerance);
        Closeness.Within(Golden.Double("log_loss"), ClassScores.LogLoss(ClassificationGoldens.BinaryLabels, ClassificationGoldens.BinaryScores), Tolerance);
    }

    [Fact]
    public void Multilabel_GoldenScores_AsScikitLearn()
    {
        JsonElement golden = ClassificationGoldens.Root.GetProperty("multilabel");
        double[][] scores = [.. golden.GetProperty("scores").EnumerateArray().Select(row => row.Doubles())];
        bool[][] truth = [.. golden.GetProperty("labels").EnumerateArray().Select(row => row.Doubles().Select(label => label == 1).ToArray())];
        MultilabelReport actual = MultilabelReport.Of([.. truth.SelectMany(row => row)], [.. scores.SelectMany(row => row).Select(score => score > 0.5)], truth[0].Length);
        Closeness.Within(
            [.. ((string[])["subset_accuracy", "hamming_loss", "f1_micro", "f1_macro", "f1_weighted", "f1_samples"]).Select(name => golden.Double(name))],
            [actual.SubsetAccuracy, actual.HammingLoss, actual.MicroF1, actual.MacroF1, actual.WeightedF1, actual.SamplesF1],
            Tolerance);
        foreach ((double expected, int k) in golden.Doubles("average_precision").Select((value, k) => (value, k)))
        {
            Closeness.Within(expected, PrecisionRecallCurve.Of([.. truth.Select(row => row[k])], [.. scores.Select(row => row[k])]).AveragePrecision, Tolerance);
        }
    }

    [Fact]
    public void Degenerate_AgreedCases_AsTheReference()
    {
        JsonElement golden = ClassificationGoldens.Root.GetProperty("degenerate");
        bool[] labels = [false, false, true, true];
        Closeness.Within(golden.Double("perfect_auc"), RocCurve.Of(labels, [0.1, 0.2, 0.8, 0.9]).Area, Tolerance);
        Closeness.Within(golden.Double("inverse_auc"), RocCurve.Of(labels, [0.9, 0.8, 0.2, 0.1]).Area, Tolerance);
        Closeness.Within(golden.Double("all_ties_auc"), RocCurve.Of(labels, [1, 1, 1, 1]).Area, Tolerance);
        Closeness.Within(golden.Double("all_ties_average_precision"), PrecisionRecallCurve.Of(labels, [1, 1, 1, 1]).AveragePrecision, Tolerance);
        Closeness.Within(golden.Double("f1_no_positives"), BinaryCounts.Above([false, false], [0, 0], 0.5).F1, Tolerance);
    }

    [Fact]
    public void Scores_NotNumbers_NamesTheItem()
    {
        Assert.Equal(1, Assert.Throws<EvaluationException>(() => RocCurve.Of([true, false], [1, double.NaN])).Index);
        Assert.Equal(0, Assert.Throws<EvaluationException>(() => BrierScore.OfBinary([true], [1.5])).Index);
    }
}
