using System.Globalization;
using Vlm.Training;

namespace Vlm.Cli.Output;

/// <summary>What <c>vlm train</c> says while it trains and at the end.</summary>
internal static class TrainingOutput
{
    /// <summary>One line for the bar: epoch, loss, rate, speed, time left.</summary>
    public static string Line(TrainingProgress progress)
    {
        string score = progress.Score is { } last ? string.Create(CultureInfo.InvariantCulture, $"  {progress.Metric} {last:0.####} (best {progress.BestScore:0.####})") : "";
        string doing = progress.IsValidating ? "  validating" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:0.0000}  rate {progress.LearningRate:0.##e-0}  {progress.ExamplesPerSecond:0.#} examples/s  {Time(progress.TimeLeft)} left{score}{doing}");
    }

    public static void Write(CommandRun run, TrainingResult result)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("metrics");
                foreach ((string name, double value) in result.Scores)
                {
                    json.WriteNumber(name, value);
                }

                json.WriteEndObject();
                json.WriteNumber("seconds", Math.Round(result.Time.TotalSeconds, 1));
                json.WriteNumber("parameters", result.Parameters);
                json.WriteString("out", result.Folder);
                json.WriteEndObject();
            });
            return;
        }

        foreach ((string name, double value) in result.Scores)
        {
            run.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:0.####}"));
        }

        run.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Parameters:#,0} parameters, {result.Steps:#,0} steps, {Time(result.Time)}{(result.StoppedEarly ? ", stopped early" : "")}: {result.Folder}"));
    }

    public static void Write(CommandRun run, FewShotResult result)
    {
        if (run.Json)
        {
            run.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("metrics");
                json.WriteStartArray("fewShot");
                foreach (FewShotScore score in result.Scores)
                {
                    json.WriteStartObject();
                    json.WriteNumber("shots", score.Shots);
                    json.WriteString("method", score.Method.ToString());
                    json.WriteNumber("accuracy", score.Accuracy.Value);
                    json.WriteNumber("lower", score.Accuracy.Lower);
                    json.WriteNumber("upper", score.Accuracy.Upper);
                    json.WriteNumber("validationAccuracy", score.ValidationAccuracy);
                    json.WriteBoolean("chosen", score.IsChosen);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteNumber("draws", result.Draws);
                json.WriteNumber("scoredPictures", result.ScoredPictures);
                json.WriteEndObject();
                json.WriteNumber("seconds", Math.Round(result.Time.TotalSeconds, 1));
                json.WriteNumber("parameters", result.Parameters);
                json.WriteString("out", result.Folder);
                json.WriteEndObject();
            });
            return;
        }

        foreach (FewShotScore score in result.Scores)
        {
            run.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{score.Shots} shots  {score.Method}: {score.Accuracy.Value:0.0} % ({score.Accuracy.Lower:0.0} to {score.Accuracy.Upper:0.0}){(score.IsChosen ? "  chosen on validation" : "")}"));
        }

        run.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Means over {result.Draws} draws with 95 % intervals, on {result.ScoredPictures} pictures; {Time(result.Time)}: {result.Folder}"));
    }

    private static string Time(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00} h" : time.TotalMinutes >= 1 ? $"{time.Minutes}:{time.Seconds:00} min" : $"{time.TotalSeconds:0} s";
}
