using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Metrics;

/// <summary><c>vlm metrics retrieval</c>: a matrix of similarities between pictures and captions.</summary>
internal static class MetricsRetrievalCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> data = new("--data")
        {
            Description = "JSON: { \"similarities\": [[…]] } with \"captions_per_image\" or \"owners\", or .safetensors with matrices [pictures, captions].",
            HelpName = "FILE",
            Required = true,
        };
        Option<int?> resamples = ResamplesOption.Create();
        Command command = new("retrieval", "Scores similarities: R@1, R@5, R@10, median and mean rank, MRR, mAP, nDCG; wrong items with an equal score stand first.") { data, resamples };
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            RetrievalFile file = RetrievalFile.Read(parsed.GetRequiredValue(data));
            ResamplingOptions? options = ResamplesOption.Read(parsed, resamples);
            IEnumerable<RetrievalEvaluation> matrices = file.Matrices.Select(matrix => RetrievalEvaluation.Of(matrix, options, run.CancellationToken));
            MetricOutput.Write(run,
            [
                .. matrices.Select(matrix => new MetricPart(matrix.Name, matrix.Figures, matrix.Warnings, json => MetricReportFiles.WriteJson(matrix, json))),
                .. file.Graded.Select(graded => new MetricPart(graded.Name, [], graded.Warnings, json => MetricReportFiles.WriteJson(graded, json))),
            ]);
            return Task.CompletedTask;
        });
        return command;
    }
}
