using System.CommandLine;
using Vlm.Cli.Commands.Metrics;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm metrics</c>: scores results that were given; no model is run.</summary>
internal static class MetricsCommand
{
    public static Command Create(CommandEnvironment environment) =>
        new("metrics", "Scores captions, answers, classes or similarities that are in files; runs no model.")
        {
            MetricsCaptionCommand.Create(environment),
            MetricsAnswerCommand.Create(environment),
            MetricsClassificationCommand.Create(environment),
            MetricsRetrievalCommand.Create(environment),
        };
}
