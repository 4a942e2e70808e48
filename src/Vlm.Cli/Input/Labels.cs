namespace Vlm.Cli.Input;

/// <summary>Lists on the command line: <c>"a dog, a cat"</c>.</summary>
internal static class Labels
{
    public static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
