using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>What all reports write alike. A number that is not defined is null, with its reason beside it.</summary>
internal static class ReportJsonParts
{
    public static void WriteFigures(this Utf8JsonWriter json, IReadOnlyList<ReportFigure> figures)
    {
        json.WriteStartObject("metrics");
        foreach (ReportFigure figure in figures)
        {
            json.WriteFinite(figure.Name, figure.Estimate.Value);
        }

        json.WriteEndObject();
        json.WriteConfidence(figures);
    }

    public static void WriteConfidence(this Utf8JsonWriter json, IReadOnlyList<ReportFigure> figures)
    {
        json.WriteStartObject("confidence");
        foreach (ReportFigure figure in figures)
        {
            json.WriteEstimate(figure.Name, figure.Estimate);
        }

        json.WriteEndObject();
    }

    /// <summary>Why figures are null; nothing where none is.</summary>
    public static void WriteReasons(this Utf8JsonWriter json, IEnumerable<(string Figure, string? Reason)> reasons)
    {
        (string Figure, string? Reason)[] all = [.. reasons];
        if (all.Length > 0)
        {
            json.WriteStartObject("reason");
            foreach ((string figure, string? reason) in all)
            {
                json.WriteString(figure, reason);
            }

            json.WriteEndObject();
        }
    }

    public static void WriteEstimate(this Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteFinite("value", estimate.Value);
        json.WriteFinite("lower", estimate.Lower);
        json.WriteFinite("upper", estimate.Upper);
        json.WriteFinite("confidence", estimate.Confidence);
        json.WriteNumber("n", estimate.SampleSize);
        if (estimate.Reason is not null)
        {
            json.WriteString("reason", estimate.Reason);
        }

        json.WriteEndObject();
    }

    public static void WriteComparisons(this Utf8JsonWriter json, IReadOnlyList<ReportComparison> comparisons)
    {
        json.WriteArray("comparisons", comparisons, comparison =>
        {
            json.WriteString("figure", comparison.Figure);
            json.WriteString("other", comparison.Other);
            json.WriteFinite("value", comparison.Result.First.Value);
            json.WriteFinite("otherValue", comparison.Result.Second.Value);
            json.WriteEstimate("difference", comparison.Result.Difference);
            json.WriteString("test", comparison.Result.Test.Test.ToString());
            json.WriteFinite("p", comparison.Result.Test.PValue);
            json.WriteBoolean("noise", comparison.Result.IsNoise);
            json.WriteString("verdict", comparison.Result.Verdict);
        });
    }

    public static void WriteWarnings(this Utf8JsonWriter json, IReadOnlyList<MetricWarning> warnings)
    {
        json.WriteArray("warnings", warnings, warning =>
        {
            json.WriteString("kind", warning.Kind.ToString());
            json.WriteString("metric", warning.Metric);
            if (warning.Id is not null)
            {
                json.WriteString("id", warning.Id);
            }

            json.WriteString("message", warning.Message);
        });
    }

    public static void WriteArray<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteFiniteValue(value);
        }

        json.WriteEndArray();
    }

    public static void WriteFiniteValue(this Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    public static void WriteFinite(this Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        json.WriteFiniteValue(value);
    }
}
