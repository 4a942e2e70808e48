using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>A report as one JSON document: <c>metrics</c> and <c>confidence</c> of the model first, then everything else.</summary>
internal static class ReportJson
{
    public static void Write(EvaluationReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteFigures(report.Model.Figures);
        WriteRun(json, report.Run);
        json.WriteStartArray("baselines");
        foreach (SystemScores system in report.Systems.Skip(1))
        {
            json.WriteStartObject();
            json.WriteString("name", system.Name);
            json.WriteString("description", system.Description);
            json.WriteFigures(system.Figures);
            if (system.Reason is not null)
            {
                json.WriteString("reason", system.Reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteArray("breakdowns", report.Breakdowns, breakdown =>
        {
            json.WriteString("title", breakdown.Title);
            json.WriteFigures(breakdown.Figures);
        });
        json.WriteComparisons(report.Comparisons);
        json.WriteArray("distributions", report.Distributions, distribution =>
        {
            json.WriteString("title", distribution.Title);
            json.WriteStartArray("values");
            foreach (double value in distribution.Values)
            {
                json.WriteNumberValue(value);
            }

            json.WriteEndArray();
        });
        json.WriteArray("best", report.Best, example => WriteExample(json, example));
        json.WriteArray("worst", report.Worst, example => WriteExample(json, example));
        json.WriteArray("problems", report.Problems, problem =>
        {
            json.WriteString("kind", problem.Kind.ToString());
            json.WriteString("id", problem.Id);
            json.WriteString("message", problem.ToString());
        });
        json.WriteWarnings(report.Warnings);
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
        json.WriteFinite("score", example.Score);
    }
}
