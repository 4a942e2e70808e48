using System.CommandLine;
using System.CommandLine.Invocation;
using Vlm.Cli.Commands;

namespace Vlm.Cli;

/// <summary>The tree of commands, and the way from arguments to an exit code.</summary>
internal static class CommandLine
{
    // "@home" is a text, and @a.png a picture: no argument stands for a file of arguments.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CommandEnvironment environment, CancellationToken cancellationToken)
    {
        ParseResult parsed = Build(environment).Parse(args, Parsing);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (string message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                await environment.Error.WriteLineAsync($"vlm: {message.ReplaceLineEndings(" ")}").ConfigureAwait(false);
            }

            await environment.Error.WriteLineAsync($"Usage: {UsageOf(parsed.CommandResult.Command)} --help").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        // Signals are Program's: the library would give up after its own time and with another code.
        InvocationConfiguration configuration = new()
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A command's body tells its own errors; the library's help and version end here when nobody takes their text.
            await environment.Error.WriteLineAsync($"vlm: standard output cannot be written: {e.Message.ReplaceLineEndings(" ")}").ConfigureAwait(false);
            return ExitCode.Failed;
        }
    }

    private static RootCommand Build(CommandEnvironment environment) =>
        new("Vision-language models on your own machine: captions, answers, embeddings and search.")
        {
            CaptionCommand.Create(environment),
            AskCommand.Create(environment),
            ChatCommand.Create(environment),
            ClassifyCommand.Create(environment),
            DetectCommand.Create(environment),
            EmbedCommand.Create(environment),
            ScoreCommand.Create(environment),
            IndexCommand.Create(environment),
            SearchCommand.Create(environment),
            TrainCommand.Create(environment),
            EvaluateCommand.Create(environment),
            MetricsCommand.Create(environment),
            ExplainCommand.Create(environment),
            PullCommand.Create(environment),
            CacheCommand.Create(environment),
            InspectCommand.Create(environment),
            SharedOptions.Model,
            SharedOptions.Precision,
            SharedOptions.Json,
            SharedOptions.Verbose,
        };

    private static string UsageOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{UsageOf(parent)} {command.Name}" : "vlm";
}
