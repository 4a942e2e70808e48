using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>Classification as JSON.</summary>
internal static class ClassificationJson
{
    public static void Write(ClassificationEvaluation evaluation, ClassificationData data, Utf8JsonWriter json)
    {
        ClassificationReport report = evaluation.Report;
        json.WriteStartObject();
        json.WriteNumber("n", report.Confusion.Total);
        json.WriteNumber("classes", report.Confusion.Classes);
        if (data.ClassNames is { } names)
        {
            json.WriteStartArray("class_names");
            foreach (string name in names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.WriteFinite("accuracy", report.Accuracy);
        foreach (ReportFigure figure in evaluation.Figures.Where(figure => figure.Name.StartsWith("top", StringComparison.Ordinal)))
        {
            json.WriteFinite(figure.Name, figure.Estimate.Value);
        }

        json.WriteFinite("balanced_accuracy", report.BalancedAccuracy);
        json.WriteFinite("mcc", report.MatthewsCorrelation);
        WriteAverage(json, "micro", report.Micro);
        WriteAverage(json, "macro", report.Macro);
        WriteAverage(json, "weighted", report.Weighted);
        WriteAverage(json, "macro_present_classes", report.MacroPresentClasses);
        WriteClasses(json, report);
        if (evaluation.Probabilities is { } probabilities)
        {
            WriteProbabilities(json, probabilities);
        }

        json.WriteConfidence(evaluation.Figures);
        json.WriteWarnings(report.Warnings);
        json.WriteEndObject();
    }

    private static void WriteAverage(Utf8JsonWriter json, string name, ClassScore score)
    {
        json.WriteStartObject(name);
        json.WriteFinite("precision", score.Precision);
        json.WriteFinite("recall", score.Recall);
        json.WriteFinite("f1", score.F1);
        json.WriteEndObject();
    }

    private static void WriteClasses(Utf8JsonWriter json, ClassificationReport report)
    {
        int[] classes = [.. Enumerable.Range(0, report.Confusion.Classes)];
        json.WriteStartObject("per_class");
        json.WriteNumbers("precision", report.PerClass.Select(score => score.Precision));
        json.WriteNumbers("recall", report.PerClass.Select(score => score.Recall));
        json.WriteNumbers("f1", report.PerClass.Select(score => score.F1));
        json.WriteNumbers("support", classes.Select(k => (double)report.Confusion.Support(k)));
        json.WriteEndObject();
        json.WriteStartArray("confusion");
        foreach (int truth in classes)
        {
            json.WriteStartArray();
            foreach (int predicted in classes)
            {
                json.WriteNumberValue(report.Confusion[truth, predicted]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteProbabilities(Utf8JsonWriter json, ProbabilityEvaluation probabilities)
    {
        json.WriteFinite("log_loss", probabilities.LogLoss);
        json.WriteStartObject("roc_auc_one_vs_rest");
        for (int k = 0; k < probabilities.OneVsRest.Count; k++)
        {
            json.WriteFinite($"{k}", probabilities.OneVsRest[k].Area);
        }

        json.WriteReasons(probabilities.OneVsRest.Select((curve, k) => ($"{k}", curve.Reason)).Where(pair => pair.Reason is not null));
        json.WriteEndObject();
        json.WriteStartObject("average_precision_one_vs_rest");
        for (int k = 0; k < probabilities.OneVsRestPrecision.Count; k++)
        {
            json.WriteFinite($"{k}", probabilities.OneVsRestPrecision[k].AveragePrecision);
        }

        json.WriteReasons(probabilities.OneVsRestPrecision.Select((curve, k) => ($"{k}", curve.Reason)).Where(pair => pair.Reason is not null));
        json.WriteEndObject();
        WriteCalibration(json, "calibration", probabilities.Calibration);
        json.WriteStartObject("temperature");
        json.WriteFinite("optimum", probabilities.Temperature.Temperature);
        json.WriteFinite("nll_before", probabilities.Temperature.LogLossBefore);
        json.WriteFinite("nll_after", probabilities.Temperature.LogLossAfter);
        if (probabilities.Temperature.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        WriteCalibration(json, "after", probabilities.CalibrationAfter);
        json.WriteEndObject();
    }

    private static void WriteCalibration(Utf8JsonWriter json, string name, CalibrationFigures figures)
    {
        json.WriteStartObject(name);
        foreach ((string bins, Calibration calibration) in ((string, Calibration)[])[("ece15", figures.FifteenBins), ("ece10", figures.TenBins)])
        {
            json.WriteStartObject(bins);
            json.WriteFinite("ece", calibration.ExpectedError);
            json.WriteFinite("mce", calibration.MaximumError);
            json.WriteStartArray("bins");
            foreach (CalibrationBin bin in calibration.Bins)
            {
                json.WriteStartArray();
                json.WriteNumberValue(bin.Count);
                json.WriteFiniteValue(bin.Confidence);
                json.WriteFiniteValue(bin.Accuracy);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            if (calibration.Bins.Any(bin => bin.Count == 0))
            {
                json.WriteString("reason", "a range without items has neither a confidence nor an accuracy");
            }

            json.WriteEndObject();
        }

        json.WriteFinite("adaptive_ece15", figures.Adaptive.ExpectedError);
        json.WriteFinite("brier_multiclass_sum", figures.Brier);
        json.WriteFinite("nll", figures.LogLoss);
        json.WriteEndObject();
    }
}
