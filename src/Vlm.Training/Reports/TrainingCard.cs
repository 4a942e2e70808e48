using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>The card of a trained model, README.md: data, settings, scores and how they came about.</summary>
internal static class TrainingCard
{
    public static string Write(TrainingTask task, TrainingState state, string baseModel, JsonObject manifest)
    {
        StringBuilder card = new();
        Line(card, $"# {manifest["name"]?.GetValue<string>()}");
        Line(card, "");
        Line(card, $"{Origin(task, baseModel)} {Parameters(task)}");
        Line(card, "");
        Line(card, $"Licence: {manifest["license"]?.GetValue<string>() ?? "that of the model that it began from"} The weights of the trained head come from the data below; their terms apply.");
        Table(card, "Data and model", ("what", "value"), state.Facts.Select(fact => (fact.Key, fact.Value)));
        Scores(card, task, state);
        Table(card, $"Settings ({TrainingFolder.Name}/settings.json)", ("setting", "value"), state.Settings.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!.ToJsonString())));
        History(card, state);
        return card.ToString();
    }

    private static string Origin(TrainingTask task, string baseModel) => task.TunedEncoders switch
    {
        EncoderKinds.None => $"The head `{task.Name}` was trained by Vlm on the frozen encoders of `{baseModel}`; every other file is that model's.",
        EncoderKinds tuned => $"The head `{task.Name}` was trained by Vlm together with {(tuned == EncoderKinds.Image ? "the image encoder" : tuned == EncoderKinds.Text ? "the text encoder" : "both encoders")} of `{baseModel}`; heads that read what is no longer there were left out, and every other file is that model's.",
    };

    private static string Parameters(TrainingTask task) => string.Create(CultureInfo.InvariantCulture, $"It has {task.Parameters.Length:#,0} parameters.");

    private static void Scores(StringBuilder card, TrainingTask task, TrainingState state)
    {
        ValidationPoint best = state.Validations.First(point => point.Step == state.BestStep);
        Table(
            card, string.Create(CultureInfo.InvariantCulture, $"Scores on the validation split, after step {best.Step:#,0} (epoch {best.Epoch:0.##})"), ("score", "value"),
            (state.ExportedScores ?? best.Scores).Select(score => (score.Key == task.Metric ? $"**{score.Key}** (chose the weights)" : score.Key, Number(score.Value))));
        Line(card, "");
        Line(card, string.Create(CultureInfo.InvariantCulture, $"They were measured with the weights {(state.ExportedScores is null ? "in single precision" : "as the files hold them")}, after {state.Seconds:0} s of training in all.{(state.HasStoppedEarly ? " The run stopped early: the score did not get better." : "")}"));
    }

    private static void History(StringBuilder card, TrainingState state)
    {
        string[] names = [.. state.Validations[0].Scores.Keys];
        Line(card, "");
        Line(card, "## History");
        Line(card, "");
        Line(card, $"| step | epoch | {string.Join(" | ", names)} | |");
        Line(card, $"|{string.Concat(Enumerable.Repeat("---|", names.Length + 3))}");
        foreach (ValidationPoint point in state.Validations)
        {
            Line(card, string.Create(CultureInfo.InvariantCulture, $"| {point.Step} | {point.Epoch:0.##} | {string.Join(" | ", names.Select(name => point.Scores.TryGetValue(name, out double score) ? Number(score) : ""))} | {(point.IsBest ? "best so far" : "")} |"));
        }
    }

    private static void Table(StringBuilder card, string heading, (string, string) head, IEnumerable<(string, string)> rows)
    {
        Line(card, "");
        Line(card, $"## {heading}");
        Line(card, "");
        Line(card, $"| {head.Item1} | {head.Item2} |");
        Line(card, "|---|---|");
        foreach ((string name, string value) in rows)
        {
            Line(card, $"| {Cell(name)} | {Cell(value)} |");
        }
    }

    private static string Cell(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    // The same bytes on every system.
    private static void Line(StringBuilder card, string text) => card.Append(text).Append('\n');
}
