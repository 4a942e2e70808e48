using System.CommandLine;

namespace Vlm.Cli.Input;

internal static class PictureArgument
{
    public static Argument<string[]> OneOrMore(string description = "Pictures: files, folders or globs.") =>
        new("IMAGE") { Arity = ArgumentArity.OneOrMore, Description = description };
}
