using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>Metrics of given results on standard output.</summary>
internal static class MetricOutput
{
    public static void Write(CommandRun run, MetricReport report)
    {
        Warn(run, report.Warnings);
        if (run.Json)
        {
            run.WriteJson(json => MetricReportFiles.WriteJson(report, json));
            return;
        }

        WriteTable(run, report.Figures);
        foreach (ReportBreakdown breakdown in report.Breakdowns)
        {
            run.Out.WriteLine($"{breakdown.Title}:");
            WriteTable(run, breakdown.Figures);
        }

        foreach ((string figure, string signature) in report.Signatures)
        {
            run.Out.WriteLine($"{figure}: {signature}");
        }

        foreach (ReportComparison comparison in report.Comparisons)
        {
            run.Out.WriteLine($"{comparison.Figure} against {comparison.Other}: {comparison.Result.Verdict}");
        }
    }

    /// <summary>Writes several parts: one alone as it is, more under their names.</summary>
    public static void Write(CommandRun run, IReadOnlyList<MetricPart> parts)
    {
        foreach (MetricPart part in parts)
        {
            Warn(run, part.Warnings);
        }

        if (!run.Json)
        {
            foreach (MetricPart part in parts.Where(part => part.Figures.Count > 0))
            {
                if (parts.Count > 1)
                {
                    run.Out.WriteLine($"{part.Name}:");
                }

                WriteTable(run, part.Figures);
            }

            foreach (MetricPart part in parts.Where(part => part.Figures.Count == 0))
            {
                run.Out.WriteLine($"{part.Name}: one figure a query; --json writes them.");
            }

            return;
        }

        run.WriteJson(json =>
        {
            if (parts is [var only])
            {
                only.WriteJson(json);
                return;
            }

            json.WriteStartObject();
            foreach (MetricPart part in parts)
            {
                json.WritePropertyName(part.Name);
                part.WriteJson(json);
            }

            json.WriteEndObject();
        });
    }

    private static void Warn(CommandRun run, IReadOnlyList<MetricWarning> warnings)
    {
        foreach (MetricWarning warning in warnings)
        {
            run.Warn(warning.ToString());
        }
    }

    private static void WriteTable(CommandRun run, IReadOnlyList<ReportFigure> figures) =>
        TableOutput.Write(run, ["figure", "value", "interval", "n"], figures.Select(figure => new[]
        {
            figure.Name, FigureNumbers.Value(figure.Estimate), FigureNumbers.Interval(figure.Estimate), $"{figure.Estimate.SampleSize}",
        }));
}
