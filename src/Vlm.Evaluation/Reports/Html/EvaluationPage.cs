namespace Vlm.Evaluation;

/// <summary>An evaluation as one HTML page: pictures inside, nothing fetched, nothing run.</summary>
internal static class EvaluationPage
{
    private const int ShownProblems = 200;
    private const int TableColumns = 7;

    public static byte[] Make(EvaluationReport report, DataSet data)
    {
        string title = $"{report.Run.ModelName}: {FigureText.Task(report.Run.Task)}";
        HtmlWriter page = HtmlWriter.Page(title, PageStyle.Sheet);
        page.Element("h1", title);
        page.Element("p", $"{Path.GetFileName(report.Run.DataName)}, {report.Run.Split}: {report.Run.Items} pictures. Every figure with its {report.Model.Figures[0].Estimate.Confidence * 100:0.##} % bootstrap interval.", "lead");
        Tiles(page, report);
        Baselines(page, report);
        Comparisons(page, report);
        Breakdowns(page, report);
        Distributions(page, report);
        ExampleCards.Write(page, "The best", "The items that the model did best.", report.Best, data, "good");
        ExampleCards.Write(page, "The worst", "The items that the model did worst. Look here first.", report.Worst, data, "bad");
        Notes(page, report);
        Provenance(page, report.Run);
        return page.ToBytes();
    }

    private static IEnumerable<ReportFigure> Headlines(EvaluationReport report) =>
        report.Headlines.Select(name => report.Model.Figures.FirstOrDefault(figure => figure.Name == name)).OfType<ReportFigure>();

    private static void Tiles(HtmlWriter page, EvaluationReport report)
    {
        page.Markup("<div class=\"tiles\">\n");
        foreach (ReportFigure figure in Headlines(report))
        {
            page.Markup("<div class=\"tile\">").Element("span", FigureText.Name(figure.Name)).Element("b", FigureText.Value(figure))
                .Element("span", $"{FigureText.Interval(figure)}  n = {figure.Estimate.SampleSize}").Markup("</div>\n");
        }

        page.Markup("</div>\n");
    }

    private static void Baselines(HtmlWriter page, EvaluationReport report)
    {
        page.Section("Beside the baselines", "A figure means little alone: this is what chance, the nearest training picture and people reach on the same items. Lines are intervals.");
        page.Markup("<div class=\"charts\">\n");
        foreach (ReportFigure headline in Headlines(report))
        {
            page.Markup("<div>").Element("h3", FigureText.Name(headline.Name)).Markup(IntervalChart.Svg(headline.Name, headline.Unit, [.. report.Systems
                .Where(system => system.Find(headline.Name) is not null)
                .Select((system, i) => (i == 0 ? "the model" : system.Name, system.Find(headline.Name)!, i == 0 || system.Name.StartsWith("model", StringComparison.Ordinal) ? "model" : system.Name.StartsWith("human", StringComparison.Ordinal) ? "human" : ""))]))
                .Markup("</div>\n");
        }

        page.Markup("</div>\n");
        foreach (IGrouping<string, ReportFigure> group in report.Model.Figures.GroupBy(figure => FigureText.Direction(figure.Name), StringComparer.Ordinal))
        {
            if (group.Key.Length > 0)
            {
                page.Element("h3", group.Key);
            }

            // Eight columns are two tables of four, not one of seven and a rest.
            int tables = (group.Count() + TableColumns - 1) / TableColumns;
            foreach (ReportFigure[] columns in group.Chunk((group.Count() + tables - 1) / tables))
            {
                Table(page, report, columns);
            }
        }

        page.EndSection();
    }

    private static void Table(HtmlWriter page, EvaluationReport report, ReportFigure[] columns)
    {
        page.Markup("<div class=\"wide\"><table>\n<tr><th></th>");
        foreach (ReportFigure column in columns)
        {
            page.Element("th", FigureText.NameInDirection(column.Name));
        }

        page.Markup("</tr>\n");
        for (int i = 0; i < report.Systems.Count; i++)
        {
            SystemScores system = report.Systems[i];
            page.Markup(i == 0 ? "<tr class=\"model\"><td>" : "<tr><td>").Text(system.Name).Element("small", system.Description).Markup("</td>");
            if (system.Reason is { } reason)
            {
                page.Markup($"<td class=\"none\" colspan=\"{columns.Length}\">").Text($"not measured: {reason}").Markup("</td>");
            }
            else
            {
                foreach (ReportFigure column in columns)
                {
                    ReportFigure? cell = system.Figures.FirstOrDefault(figure => figure.Name == column.Name);
                    page.Markup("<td>").Text(cell is null ? "–" : FigureText.Value(cell)).Element("small", cell is null ? "" : FigureText.Interval(cell)).Markup("</td>");
                }
            }

            page.Markup("</tr>\n");
        }

        page.Markup("</table></div>\n");
    }

    private static void Comparisons(HtmlWriter page, EvaluationReport report)
    {
        if (report.Comparisons.Count == 0)
        {
            return;
        }

        page.Section($"Against {report.Comparisons[0].Other}", "Both ran over the same items, so they are compared pair by pair. A difference that chance explains is called noise.");
        page.Markup("<div class=\"wide\"><table>\n<tr><th>figure</th><th>this run</th><th>the other</th><th>difference</th><th>p</th><th></th></tr>\n");
        foreach (ReportComparison comparison in report.Comparisons)
        {
            FigureUnit unit = report.Model.Figures.First(figure => figure.Name == comparison.Figure).Unit;
            ReportFigure difference = new() { Name = comparison.Figure, Estimate = comparison.Result.Difference, Unit = unit };
            bool better = (unit == FigureUnit.Rank) == (comparison.Result.Difference.Value < 0);
            (string style, string verdict) = comparison.Result.IsNoise ? ("", "noise") : better ? (" good", "better") : (" bad", "worse");
            page.Markup("<tr>").Element("td", FigureText.Name(comparison.Figure)).Element("td", FigureText.Value(comparison.Result.First.Value, unit))
                .Element("td", FigureText.Value(comparison.Result.Second.Value, unit)).Markup("<td>").Text(FigureText.Value(difference)).Element("small", FigureText.Interval(difference))
                .Markup("</td>").Element("td", $"{comparison.Result.Test.PValue:0.000}").Markup($"<td><span class=\"tag{style}\">{verdict}</span></td></tr>\n");
        }

        page.Markup("</table></div>\n").EndSection();
    }

    private static void Breakdowns(HtmlWriter page, EvaluationReport report)
    {
        foreach (ReportBreakdown breakdown in report.Breakdowns)
        {
            page.Section(char.ToUpperInvariant(breakdown.Title[0]) + breakdown.Title[1..]);
            page.Markup(IntervalChart.Svg(breakdown.Title, breakdown.Figures[0].Unit, [.. breakdown.Figures.Select(figure => ($"{figure.Name} (n = {figure.Estimate.SampleSize})", figure.Estimate, "model"))]));
            page.EndSection();
        }
    }

    private static void Distributions(HtmlWriter page, EvaluationReport report)
    {
        if (report.Distributions.Count == 0)
        {
            return;
        }

        page.Section("How scores spread").Markup("<div class=\"charts\">\n");
        foreach (ReportDistribution distribution in report.Distributions.Where(distribution => distribution.Values.Count > 0))
        {
            page.Markup("<div>").Element("h3", distribution.Title).Markup(HistogramChart.Svg(distribution)).Markup("</div>\n");
        }

        page.Markup("</div>\n").EndSection();
    }

    private static void Notes(HtmlWriter page, EvaluationReport report)
    {
        string[] notes = [.. report.Warnings.Select(warning => warning.ToString()), .. report.Problems.Select(problem => problem.ToString())];
        if (notes.Length == 0)
        {
            return;
        }

        page.Section("Left out, failed, or to be known", "Nothing is dropped in silence. What stands here is in no figure, unless it says otherwise.").Markup("<ul class=\"notes\">\n");
        foreach (string note in notes.Take(ShownProblems))
        {
            page.Element("li", note);
        }

        page.Markup("</ul>\n");
        if (notes.Length > ShownProblems)
        {
            page.Element("p", $"… and {notes.Length - ShownProblems} more; the JSON report has them all.", "soft");
        }

        page.EndSection();
    }

    private static void Provenance(HtmlWriter page, RunHeader run)
    {
        page.Section("What was run").Markup("<dl>\n");
        foreach ((string name, string value) in ReportText.Provenance(run))
        {
            page.Element("dt", name).Markup("<dd><code>").Text(value).Markup("</code></dd>\n");
        }

        page.Markup("</dl>\n").EndSection();
    }
}
