using System.CommandLine;
using Vlm.Cli.Commands.Evaluate;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm evaluate</c>: how good a model is, by data, by people and between groups.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandEnvironment environment) =>
        new("evaluate", "Says how good a model is: by data, by people, and between groups.")
        {
            HumanCommand.Create(environment),
        };
}
