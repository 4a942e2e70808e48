using System.CommandLine;

namespace Vlm.Cli.Commands.Evaluate;

/// <summary><c>vlm evaluate human</c>: a page on which people rate, and the report on what they said.</summary>
internal static class HumanCommand
{
    public static Command Create(CommandEnvironment environment) =>
        new("human", "Asks people: makes a page to rate on, and reports what they said.")
        {
            HumanMakeCommand.Create(environment),
            HumanReportCommand.Create(environment),
        };
}
