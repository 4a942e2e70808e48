using System.Text;

namespace Vlm.Evaluation;

/// <summary>A report as Markdown, for a pull request or a model card.</summary>
internal static class ReportMarkdown
{
    public static string Make(EvaluationReport report)
    {
        StringBuilder text = new();
        RunHeader run = report.Run;
        text.Append($"# {Cell(run.ModelName)}: {FigureText.Task(run.Task)}\n\n{Cell(run.DataName)}, {Cell(run.Split)}, {run.Items} pictures. In brackets the {report.Model.Figures[0].Estimate.Confidence * 100:0.##} % bootstrap interval.\n\n");
        text.Append($"| | {string.Join(" | ", report.Model.Figures.Select(figure => FigureText.Name(figure.Name)))} |\n|---|{string.Concat(report.Model.Figures.Select(_ => "---|"))}\n");
        foreach (SystemScores system in report.Systems.Where(system => system.Reason is null))
        {
            text.Append($"| {Cell(system.Name)} | {string.Join(" | ", report.Model.Figures.Select(column => system.Figures.FirstOrDefault(figure => figure.Name == column.Name) is { } cell ? $"{FigureText.Value(cell)} {FigureText.Interval(cell)}".TrimEnd() : "–"))} |\n");
        }

        text.Append('\n');
        foreach (SystemScores system in report.Systems)
        {
            text.Append($"- {Cell(system.Name)}: {Cell(system.Description)}{(system.Reason is null ? $"; n = {system.Figures[0].Estimate.SampleSize}" : $"; not measured: {Cell(system.Reason)}")}\n");
        }

        Comparisons(text, report);
        foreach (ReportBreakdown breakdown in report.Breakdowns)
        {
            text.Append($"\n## {Cell(breakdown.Title)}\n\n| | figure | interval | n |\n|---|---|---|---|\n");
            foreach (ReportFigure figure in breakdown.Figures)
            {
                text.Append($"| {Cell(figure.Name)} | {FigureText.Value(figure)} | {FigureText.Interval(figure)} | {figure.Estimate.SampleSize} |\n");
            }
        }

        Examples(text, "The best", report.Best);
        Examples(text, "The worst", report.Worst);
        if (report.Problems.Count + report.Warnings.Count > 0)
        {
            text.Append("\n## Left out, failed, or to be known\n\n");
            foreach (string note in report.Warnings.Select(warning => warning.ToString()).Concat(report.Problems.Select(problem => problem.ToString())))
            {
                text.Append($"- {Cell(note)}\n");
            }
        }

        text.Append("\n## What was run\n\n");
        foreach ((string name, string value) in ReportText.Provenance(run))
        {
            text.Append($"- {name}: {Cell(value)}\n");
        }

        return text.ToString();
    }

    private static void Comparisons(StringBuilder text, EvaluationReport report)
    {
        if (report.Comparisons.Count == 0)
        {
            return;
        }

        text.Append($"\n## Against {Cell(report.Comparisons[0].Other)}\n\n");
        foreach (ReportComparison comparison in report.Comparisons)
        {
            text.Append($"- {FigureText.Name(comparison.Figure)}: {Cell(comparison.Result.Verdict)}\n");
        }
    }

    private static void Examples(StringBuilder text, string heading, IReadOnlyList<ReportExample> examples)
    {
        if (examples.Count == 0)
        {
            return;
        }

        text.Append($"\n## {heading}\n\n| picture | output | people | {Cell(examples[0].ScoreName)} |\n|---|---|---|---|\n");
        foreach (ReportExample example in examples)
        {
            text.Append($"| {Cell(example.Picture)}{(example.Question is null ? "" : $": {Cell(example.Question)}")} | {Cell(example.Output)} | {Cell(string.Join("; ", example.References))} | {example.Score:0.###} |\n");
        }
    }

    // What a model or a data set says must not become markup or leave its cell.
    private static string Cell(string text)
    {
        StringBuilder cell = new(text.Length);
        foreach (char c in text)
        {
            cell.Append(c switch
            {
                '\r' or '\n' or '\t' => " ",
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '#' => $"\\{c}",
                _ => c.ToString(),
            });
        }

        return cell.ToString();
    }
}
