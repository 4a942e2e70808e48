using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>Metrics as JSON: the figures under their own names, then everything else; a figure that is not defined is null, and <c>reason</c> says why.</summary>
public static class MetricReportFiles
{
    /// <summary>Writes one JSON object.</summary>
    /// <param name="report">The report.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(MetricReport report, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        foreach (ReportFigure figure in report.Figures)
        {
            json.WriteFinite(figure.Name, figure.Estimate.Value);
        }

        json.WriteReasons(report.Figures.Where(figure => !figure.Estimate.IsDefined).Select(figure => (figure.Name, figure.Estimate.Reason)));
        json.WriteNumber("n", report.Ids.Count);
        json.WriteConfidence(report.Figures);
        json.WriteStartObject("signatures");
        foreach ((string figure, string signature) in report.Signatures)
        {
            json.WriteString(figure, signature);
        }

        json.WriteEndObject();
        json.WriteArray("breakdowns", report.Breakdowns, breakdown =>
        {
            json.WriteString("title", breakdown.Title);
            json.WriteFigures(breakdown.Figures);
        });
        json.WriteComparisons(report.Comparisons);
        json.WriteWarnings(report.Warnings);
        WriteItems(report, json);
        json.WriteEndObject();
    }

    /// <summary>Writes one JSON object about classes.</summary>
    /// <param name="evaluation">The figures.</param>
    /// <param name="data">What they are of.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(ClassificationEvaluation evaluation, ClassificationData data, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(json);
        ClassificationJson.Write(evaluation, data, json);
    }

    /// <summary>Writes one JSON object about positive and negative items.</summary>
    /// <param name="evaluation">The figures.</param>
    /// <param name="data">What they are of.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(BinaryEvaluation evaluation, BinaryData data, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(json);
        BinaryJson.Write(evaluation, data, json);
    }

    /// <summary>Writes one JSON object about items of several labels.</summary>
    /// <param name="evaluation">The figures.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(MultilabelEvaluation evaluation, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(json);
        BinaryJson.Write(evaluation, json);
    }

    /// <summary>Writes one JSON object about a matrix of similarities; R@k is in per cent there, as the field prints it.</summary>
    /// <param name="evaluation">The figures.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(RetrievalEvaluation evaluation, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(json);
        RetrievalJson.Write(evaluation, json);
    }

    /// <summary>Writes one JSON object about queries whose items are right by degrees.</summary>
    /// <param name="data">The queries.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    /// <exception cref="EvaluationException">A score is not a finite number, or a gain is below 0.</exception>
    public static void WriteJson(GradedData data, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(json);
        RetrievalJson.Write(data, json);
    }

    private static void WriteItems(MetricReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject(report.ItemsName);
        for (int i = 0; i < report.Ids.Count; i++)
        {
            json.WriteStartObject(report.Ids[i]);
            foreach ((string figure, IReadOnlyList<double> scores) in report.PerItem)
            {
                json.WriteFinite(figure, scores[i]);
            }

            foreach ((string name, IReadOnlyList<string?> readings) in report.Readings)
            {
                json.WriteString(name, readings[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
