namespace Vlm.Cli.Input;

/// <summary>Files given as <c>system=file</c>.</summary>
internal static class SystemFiles
{
    public static Dictionary<string, string> Parse(IEnumerable<string> pairs)
    {
        Dictionary<string, string> files = [];
        foreach (string pair in pairs)
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == pair.Length - 1)
            {
                throw new InvalidInputException($"'{pair}' is not SYSTEM=FILE, such as beams=beams-metrics.json.");
            }

            if (!files.TryAdd(pair[..at], pair[(at + 1)..]))
            {
                throw new InvalidInputException($"The system {pair[..at]} is given twice; give one file a system.");
            }
        }

        return files;
    }
}
