namespace Vlm.Cli;

/// <summary>What <c>--model</c> names: a folder, a repository of the hub, or nothing for the embedded default.</summary>
internal static class ModelLocation
{
    /// <summary>The folder, fetched into the cache first where a repository is named; null for the embedded default.</summary>
    public static async Task<string?> FindAsync(CommandRun run)
    {
        if (run.Model is not { } model || Directory.Exists(model) || !IsRepository(model))
        {
            return run.Model;
        }

        string folder = "";
        await run.WithBytesAsync($"Fetching {model}", async progress =>
            folder = await new HubCache().PullAsync(model, run.Precision, progress, cancellationToken: run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        return folder;
    }

    // A name alone is taken for a folder that is missing; what begins with a dot is a path.
    private static bool IsRepository(string model) =>
        model.Contains('/', StringComparison.Ordinal) && !model.StartsWith('.') && HubCache.IsRepositoryName(model);
}
