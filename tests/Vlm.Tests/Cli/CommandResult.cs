using System.Text.Json;
using Vlm.Cli;

namespace Vlm.Tests.Cli;

/// <summary>One run of the command line in this process, with the toy in the model's place.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error, ToyModel Model)
{
    /// <summary>Standard output as the one JSON document that it must be.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static Task<CommandResult> RunAsync(params string[] args) => RunAsync(new ToyModel(), CancellationToken.None, args);

    public static async Task<CommandResult> RunAsync(ToyModel model, CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new(), error = new();
        CommandEnvironment environment = new()
        {
            Out = output,
            Error = error,
            OutIsTerminal = false,
            ErrorIsTerminal = false,
            LoadModel = (folder, _) => folder == "none" ? throw new ModelFolderException("none", "there is no such folder.") : model,
        };
        int code = await CommandLine.RunAsync(args, environment, cancellationToken);
        return new CommandResult(code, output.ToString(), error.ToString(), model);
    }
}
