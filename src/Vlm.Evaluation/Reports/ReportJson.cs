using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>A report as one JSON document: <c>metrics</c> and <c>confidence</c> of the model first, then everything else.</summary>
internal static class ReportJson
{
    public static void Write(EvaluationReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteFigures(json, report.Model.Figures);
        WriteRun(json, report.Run);
        json.WriteStartArray("baselines");
        foreach (SystemScores system in report.Systems.Skip(1))
        {
            json.WriteStartObject();
            json.WriteString("name", system.Name);
            json.WriteString("description", system.Description);
            WriteFigures(json, system.Figures);
            if (system.Reason is not null)
            {
                json.WriteString("reason", system.Reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteArray(json, "breakdowns", report.Breakdowns, breakdown =>
        {
            json.WriteString("title", breakdown.Title);
            WriteFigures(json, breakdown.Figures);
        });
        WriteArray(json, "comparisons", report.Comparisons, comparison =>
        {
            json.WriteString("figure", comparison.Figure);
            json.WriteString("other", comparison.Other);
            WriteNumber(json, "value", comparison.Result.First.Value);
            WriteNumber(json, "otherValue", comparison.Result.Second.Value);
            WriteEstimate(json, "difference", comparison.Result.Difference);
            json.WriteString("test", comparison.Result.Test.Test.ToString());
            WriteNumber(json, "p", comparison.Result.Test.PValue);
            json.WriteBoolean("noise", comparison.Result.IsNoise);
            json.WriteString("verdict", comparison.Result.Verdict);
        });
        WriteArray(json, "distributions", report.Distributions, distribution =>
        {
            json.WriteString("title", distribution.Title);
            json.WriteStartArray("values");
            foreach (double value in distribution.Values)
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
        });
        WriteArray(json, "best", report.Best, example => WriteExample(json, example));
        WriteArray(json, "worst", report.Worst, example => WriteExample(json, example));
        WriteArray(json, "problems", report.Problems, problem =>
        {
            json.WriteString("kind", problem.Kind.ToString());
            json.WriteString("id", problem.Id);
            json.WriteString("message", problem.ToString());
        });
        WriteArray(json, "warnings", report.Warnings, warning =>
        {
            json.WriteString("kind", warning.Kind.ToString());
            json.WriteString("metric", warning.Metric);
            json.WriteString("message", warning.Message);
        });
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, RunHeader run)
    {
        json.WriteStartObject("run");
        json.WriteString("task", run.Task.ToString());
        json.WriteString("model", run.ModelName);
        json.WriteString("modelHash", run.ModelHash);
        json.WriteString("data", run.DataName);
        json.WriteString("split", run.Split);
        json.WriteNumber("pictures", run.Items);
        json.WriteString("dataHash", run.DataHash);
        json.WriteNumber("batchSize", run.BatchSize);
        json.WriteStartObject("settings");
        foreach ((string name, string value) in run.Settings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFigures(Utf8JsonWriter json, IReadOnlyList<ReportFigure> figures)
    {
        json.WriteStartObject("metrics");
        foreach (ReportFigure figure in figures)
        {
            WriteNumber(json, figure.Name, figure.Estimate.Value);
        }

        json.WriteEndObject();
        json.WriteStartObject("confidence");
        foreach (ReportFigure figure in figures)
        {
            WriteEstimate(json, figure.Name, figure.Estimate);
        }

        json.WriteEndObject();
    }

    private static void WriteEstimate(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        WriteNumber(json, "value", estimate.Value);
        WriteNumber(json, "lower", estimate.Lower);
        WriteNumber(json, "upper", estimate.Upper);
        json.WriteNumber("confidence", estimate.Confidence);
        json.WriteNumber("n", estimate.SampleSize);
        if (estimate.Reason is not null)
        {
            json.WriteString("reason", estimate.Reason);
        }

        json.WriteEndObject();
    }

    private static void WriteExample(Utf8JsonWriter json, ReportExample example)
    {
        json.WriteString("id", example.Id);
        json.WriteString("picture", example.Picture);
        if (example.Question is not null)
        {
            json.WriteString("question", example.Question);
        }

        json.WriteString("output", example.Output);
        json.WriteStartArray("references");
        foreach (string reference in example.References)
        {
            json.WriteStringValue(reference);
        }

        json.WriteEndArray();
        json.WriteString("scoreName", example.ScoreName);
        WriteNumber(json, "score", example.Score);
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
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

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
