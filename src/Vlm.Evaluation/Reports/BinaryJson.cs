using System.Globalization;
using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>Positive and negative items, and items of several labels, as JSON.</summary>
internal static class BinaryJson
{
    public static void Write(BinaryEvaluation evaluation, BinaryData data, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("n", data.Labels.Count);
        foreach (ReportFigure figure in evaluation.Figures)
        {
            json.WriteFinite(figure.Name, figure.Estimate.Value);
        }

        json.WriteReasons(evaluation.Figures.Where(figure => !figure.Estimate.IsDefined).Select(figure => (figure.Name, figure.Estimate.Reason)));
        json.WriteFinite("brier", evaluation.Brier);
        json.WriteFinite("log_loss", evaluation.LogLoss);
        json.WriteFinite("best_f1", evaluation.PrecisionRecall.BestF1);
        json.WriteFinite("best_f1_threshold", evaluation.PrecisionRecall.BestF1Threshold);
        WriteCounts(json, $"at_greater_than_{data.Threshold.ToString(CultureInfo.InvariantCulture)}", evaluation.AtThreshold);
        json.WriteNumbers("roc_fpr", evaluation.Roc.FalsePositiveRate);
        json.WriteNumbers("roc_tpr", evaluation.Roc.TruePositiveRate);
        json.WriteStartArray("roc_thresholds");
        foreach (double threshold in evaluation.Roc.Thresholds)
        {
            if (double.IsInfinity(threshold))
            {
                json.WriteStringValue("inf");
            }
            else
            {
                json.WriteNumberValue(threshold);
            }
        }

        json.WriteEndArray();
        json.WriteNumbers("pr_precision", evaluation.PrecisionRecall.Precision);
        json.WriteNumbers("pr_recall", evaluation.PrecisionRecall.Recall);
        json.WriteNumbers("pr_thresholds", evaluation.PrecisionRecall.Thresholds);
        json.WriteConfidence(evaluation.Figures);
        json.WriteWarnings(evaluation.Warnings);
        json.WriteEndObject();
    }

    public static void Write(MultilabelEvaluation evaluation, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteFinite("subset_accuracy", evaluation.Report.SubsetAccuracy);
        json.WriteFinite("hamming_loss", evaluation.Report.HammingLoss);
        json.WriteFinite("f1_micro", evaluation.Report.MicroF1);
        json.WriteFinite("f1_macro", evaluation.Report.MacroF1);
        json.WriteFinite("f1_weighted", evaluation.Report.WeightedF1);
        json.WriteFinite("f1_samples", evaluation.Report.SamplesF1);
        json.WriteNumbers("average_precision", evaluation.PrecisionRecall.Select(curve => curve.AveragePrecision));
        json.WriteReasons(evaluation.PrecisionRecall.Select((curve, label) => ($"average_precision[{label}]", curve.Reason)).Where(pair => pair.Reason is not null));
        json.WriteConfidence(evaluation.Figures);
        json.WriteWarnings(evaluation.Warnings);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, BinaryCounts counts)
    {
        json.WriteStartObject(name);
        json.WriteFinite("precision", counts.Precision);
        json.WriteFinite("recall", counts.Recall);
        json.WriteFinite("f1", counts.F1);
        json.WriteFinite("f2", counts.F(2));
        json.WriteFinite("specificity", counts.Specificity);
        json.WriteFinite("mcc", counts.MatthewsCorrelation);
        json.WriteFinite("jaccard", counts.Jaccard);
        json.WriteNumber("true_positives", counts.TruePositives);
        json.WriteNumber("false_positives", counts.FalsePositives);
        json.WriteNumber("true_negatives", counts.TrueNegatives);
        json.WriteNumber("false_negatives", counts.FalseNegatives);
        json.WriteEndObject();
    }
}
