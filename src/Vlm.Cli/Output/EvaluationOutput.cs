using System.Text;
using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>A report on standard output and in files.</summary>
internal static class EvaluationOutput
{
    public static bool IsReport(string file) => Path.GetExtension(file).ToUpperInvariant() is ".HTML" or ".HTM" or ".JSON" or ".MD";

    public static void WriteFile(string file, EvaluationReport report, DataSet data)
    {
        byte[] bytes = Path.GetExtension(file).ToUpperInvariant() switch
        {
            ".JSON" => EvaluationReportFiles.ToJson(report),
            ".MD" => Encoding.UTF8.GetBytes(EvaluationReportFiles.ToMarkdown(report)),
            _ => EvaluationReportFiles.ToHtml(report, data),
        };
        FileReplacement.Write(file, stream => stream.Write(bytes));
    }

    public static void Write(CommandRun run, EvaluationReport report)
    {
        foreach (DataProblem problem in report.Problems)
        {
            run.Warn(problem.ToString());
        }

        foreach (MetricWarning warning in report.Warnings)
        {
            run.Warn(warning.ToString());
        }

        if (run.Json)
        {
            run.WriteJson(json => EvaluationReportFiles.WriteJson(report, json));
            return;
        }

        TableOutput.Write(run, ["figure", "of", "value", "interval", "n"], report.Model.Figures.SelectMany(column => report.Systems
            .Select(system => (system.Name, Figure: system.Figures.FirstOrDefault(figure => figure.Name == column.Name)))
            .Where(row => row.Figure is not null)
            .Select((row, i) => new[] { i == 0 || !run.OutIsTerminal ? column.Name : "", row.Name, FigureNumbers.Value(row.Figure!.Estimate), FigureNumbers.Interval(row.Figure.Estimate), $"{row.Figure.Estimate.SampleSize}" })));
        foreach (SystemScores system in report.Systems.Where(system => system.Reason is not null))
        {
            run.Out.WriteLine($"{system.Name}: not measured: {system.Reason}");
        }

        foreach (ReportComparison comparison in report.Comparisons)
        {
            run.Out.WriteLine($"{comparison.Figure} against {comparison.Other}: {comparison.Result.Verdict}");
        }
    }
}
