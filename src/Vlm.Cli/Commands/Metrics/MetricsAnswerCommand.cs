using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Metrics;

/// <summary><c>vlm metrics vqa</c>: answers against people's.</summary>
internal static class MetricsAnswerCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> data = new("--data")
        {
            Description = "JSON: [{ \"prediction\", \"answers\" }], with \"id\" and \"type\" if there are; with \"options\" for multiple choice.",
            HelpName = "FILE",
            Required = true,
        };
        Option<int?> resamples = ResamplesOption.Create();
        Command command = new("vqa", "Scores answers: VQA accuracy in three variants, ANLS, exact match, token F1, relaxed accuracy, multiple choice.") { data, resamples };
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            IReadOnlyList<AnsweredQuestion> questions = AnswerFile.Read(parsed.GetRequiredValue(data));
            MetricOutput.Write(run, AnswerEvaluation.Of(questions, ResamplesOption.Read(parsed, resamples), run.CancellationToken));
            return Task.CompletedTask;
        });
        return command;
    }
}
