using System.Globalization;
using System.Text;
using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>How a run went: the learning curve as SVG, the history as JSON, and both with settings and data as one HTML page.</summary>
internal static class TrainingReport
{
    private const string CurveStyle = " .curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; } .dot { fill: var(--accent); } .best { fill: var(--good); }";

    public static void Write(TrainingFolder folder, string metric, TrainingState state)
    {
        IReadOnlyList<CurveChart> charts = Charts(metric, state);
        FileReplacement.Write(folder.Curve, Encoding.UTF8.GetBytes(CurveChart.File(charts)));
        FileReplacement.Write(folder.History, JsonSerializer.SerializeToUtf8Bytes(new { task = state.Task, metric, state.BestStep, state.BestScore, state.Seconds, state.HasStoppedEarly, state.Validations, state.Losses }, TrainingSettingsFile.Options));
        FileReplacement.Write(folder.Report, Page(metric, state, charts));
    }

    private static IReadOnlyList<CurveChart> Charts(string metric, TrainingState state)
    {
        (double, double)? best = state.BestStep is { } step ? (step, state.BestScore!.Value) : null;
        return
        [
            new CurveChart("loss", [.. state.Losses.Select(point => ((double)point.Step, point.Loss))], state.Step),
            new CurveChart($"{metric} on the validation split", [.. state.Validations.Select(point => ((double)point.Step, point.Scores[metric]))], state.Step, best),
            new CurveChart("learning rate", [.. state.Losses.Select(point => ((double)point.Step, point.LearningRate))], state.Step),
        ];
    }

    private static byte[] Page(string metric, TrainingState state, IReadOnlyList<CurveChart> charts)
    {
        HtmlWriter page = HtmlWriter.Page($"Training: {state.Task}", PageStyle.Sheet + CurveStyle);
        page.Element("h1", $"Training: {state.Task}");
        page.Element("p", string.Create(CultureInfo.InvariantCulture, $"{state.Step:#,0} steps in {state.Seconds:0} s.{(state.HasStoppedEarly ? " Stopped early: the score did not get better." : "")}"), "lead");
        page.Markup("<div class=\"tiles\">\n");
        Tile(page, $"best {metric}", Number(state.BestScore ?? double.NaN), $"after step {state.BestStep}");
        Tile(page, $"last {metric}", Number(state.Validations[^1].Scores[metric]), $"after step {state.Validations[^1].Step}");
        Tile(page, "last loss", Number(state.Losses[^1].Loss), $"first {Number(state.Losses[0].Loss)}");
        page.Markup("</div>\n");
        page.Section("Learning curve", "The loss is the mean over the steps between two points; the score is that of the weights that would be exported.");
        foreach (CurveChart chart in charts)
        {
            page.Markup(chart.Svg());
        }

        page.EndSection();
        Validations(page, state);
        Table(page, "Data and model", state.Facts.Select(fact => (fact.Key, fact.Value)));
        Table(page, "Settings", state.Settings.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!.ToJsonString())));
        return page.ToBytes();
    }

    private static void Tile(HtmlWriter page, string name, string value, string note) =>
        page.Markup("<div class=\"tile\">").Element("span", name).Element("b", value).Element("span", note).Markup("</div>\n");

    private static void Validations(HtmlWriter page, TrainingState state)
    {
        string[] names = [.. state.Validations[0].Scores.Keys];
        page.Section("Validation", "One row each time the validation split was scored.").Markup("<div class=\"wide\"><table>\n<tr><th>step</th><th>epoch</th>");
        foreach (string name in names)
        {
            page.Element("th", name);
        }

        page.Markup("</tr>\n");
        foreach (ValidationPoint point in state.Validations)
        {
            page.Markup(point.Step == state.BestStep ? "<tr class=\"model\">" : "<tr>").Element("td", $"{point.Step}").Element("td", Number(point.Epoch));
            foreach (string name in names)
            {
                page.Element("td", point.Scores.TryGetValue(name, out double score) ? Number(score) : "–");
            }

            page.Markup("</tr>\n");
        }

        page.Markup("</table></div>\n").EndSection();
    }

    private static void Table(HtmlWriter page, string heading, IEnumerable<(string Name, string Value)> rows)
    {
        page.Section(heading).Markup("<div class=\"wide\"><table>\n");
        foreach ((string name, string value) in rows)
        {
            page.Markup("<tr>").Element("td", name).Element("td", value).Markup("</tr>\n");
        }

        page.Markup("</table></div>\n").EndSection();
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
