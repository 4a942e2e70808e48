using System.CommandLine;
using Vlm.Cli.Commands.Inspect;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm inspect</c>: each stage's real output, to be laid beside Python's.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandEnvironment environment) =>
        new("inspect", "Shows what each stage of a model really gives.")
        {
            InspectModelCommand.Create(environment),
            InspectTokensCommand.Create(environment),
            InspectTemplateCommand.Create(environment),
            InspectPixelsCommand.Create(environment),
            InspectResizeCommand.Create(environment),
            InspectGenerateCommand.Create(environment),
        };
}
