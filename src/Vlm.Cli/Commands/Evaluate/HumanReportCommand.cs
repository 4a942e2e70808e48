using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Evaluate;

/// <summary><c>vlm evaluate human report</c>: what the raters said, and how far they and the metrics agree.</summary>
internal static class HumanReportCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> key = new("--key") { Description = "The key that was written with the page.", HelpName = "FILE", Required = true };
        Option<string[]> ratings = new("--ratings") { Description = "The raters' files.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string[]> metrics = new("--metrics")
        {
            Description = "What 'vlm metrics caption --json' says of a system: how well do the metrics agree with the people?",
            HelpName = "SYSTEM=FILE",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<int?> draws = ResamplesOption.Create();
        Command command = new("report", "Reports what raters said: grades or strengths with intervals, agreement, and which metrics agree with them.") { key, ratings, metrics, draws };
        CommandRun.SetBody(command, environment, (run, parsed) => ReportAsync(
            run, parsed.GetRequiredValue(key), parsed.GetRequiredValue(ratings), parsed.GetValue(metrics) ?? [], ResamplesOption.Read(parsed, draws)));
        return command;
    }

    private static Task ReportAsync(CommandRun run, string keyFile, string[] files, string[] metrics, ResamplingOptions? options)
    {
        RatingKey key = RatingKeyFile.Read(keyFile);
        IReadOnlyList<RaterAnswers> raters = RaterAnswersFile.ReadAll(files, key);
        RatingReport report = RatingReport.Create(key, raters, MetricScoresFile.Read(SystemFiles.Parse(metrics), key), options, run.CancellationToken);
        foreach (string warning in report.Warnings)
        {
            run.Warn(warning);
        }

        if (run.Json)
        {
            run.WriteJson(json => RatingReportJson.Write(json, report));
        }
        else
        {
            RatingReportTables.Write(run, report);
        }

        return Task.CompletedTask;
    }
}
