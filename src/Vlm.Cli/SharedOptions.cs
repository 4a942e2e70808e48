using System.CommandLine;
using Vlm.Cli.Input;

namespace Vlm.Cli;

/// <summary>The options that every command takes.</summary>
internal static class SharedOptions
{
    public static Option<string?> Model { get; } = new("--model", "-m")
    {
        Description = "A model folder, or ORG/NAME of the hub, which is fetched into the cache that Python shares. Default: the embedded model.",
        HelpName = "MODEL",
        Recursive = true,
    };

    public static Option<string?> Precision { get; } = PrecisionOption.Create();

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Writes one JSON document to standard output, and nothing else there.",
        Recursive = true,
    };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Says more: timings, and the stack trace of an error.",
        Recursive = true,
    };
}
