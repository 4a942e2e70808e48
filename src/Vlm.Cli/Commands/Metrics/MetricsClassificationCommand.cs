using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Metrics;

/// <summary><c>vlm metrics classification</c>: classes, scores and labels against the truth.</summary>
internal static class MetricsClassificationCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> data = new("--data")
        {
            Description = "JSON or .safetensors: labels with logits (rows) or predictions; 0 or 1 labels with scores; or rows of both for several labels an item.",
            HelpName = "FILE",
            Required = true,
        };
        Option<int?> resamples = ResamplesOption.Create();
        Command command = new("classification", "Scores classes: accuracy, top-k, precision, recall, F1, confusion, MCC, ROC-AUC, average precision, calibration.") { data, resamples };
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            ClassificationFile file = ClassificationFile.Read(parsed.GetRequiredValue(data));
            ResamplingOptions? options = ResamplesOption.Read(parsed, resamples);
            List<MetricPart> parts = [];
            if (file.Classes is { } classes)
            {
                ClassificationEvaluation evaluation = ClassificationEvaluation.Of(classes, options, run.CancellationToken);
                parts.Add(new MetricPart("classes", evaluation.Figures, evaluation.Report.Warnings, json => MetricReportFiles.WriteJson(evaluation, classes, json)));
            }

            if (file.Binary is { } binary)
            {
                BinaryEvaluation evaluation = BinaryEvaluation.Of(binary, options, run.CancellationToken);
                parts.Add(new MetricPart("binary", evaluation.Figures, evaluation.Warnings, json => MetricReportFiles.WriteJson(evaluation, binary, json)));
            }

            if (file.Multilabel is { } multilabel)
            {
                MultilabelEvaluation evaluation = MultilabelEvaluation.Of(multilabel, options, run.CancellationToken);
                parts.Add(new MetricPart("multilabel", evaluation.Figures, evaluation.Warnings, json => MetricReportFiles.WriteJson(evaluation, json)));
            }

            MetricOutput.Write(run, parts);
            return Task.CompletedTask;
        });
        return command;
    }
}
