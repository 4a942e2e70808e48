using System.CommandLine;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm pull</c>: brings a model of the hub into the cache.</summary>
internal static class PullCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> repository = new("ORG/NAME") { Description = "A repository of the hub." };
        Option<string?> revision = new("--revision") { Description = "A branch, tag or commit. Default: main.", HelpName = "REVISION" };
        Command command = new("pull", "Fetches a model of the hub into the cache that Python shares; goes on where it was interrupted.") { repository, revision };
        CommandRun.SetBody(command, environment, (run, parsed) =>
            PullAsync(run, parsed.GetRequiredValue(repository), parsed.GetValue(revision), run.Precision));
        return command;
    }

    private static async Task PullAsync(CommandRun run, string repository, string? revision, IReadOnlyList<ModelPrecision>? precisions)
    {
        HubCache cache = new(new HubOptions { Revision = revision });
        string folder = "";
        await run.WithBytesAsync($"Fetching {repository}", async progress =>
            folder = await cache.PullAsync(repository, precisions, progress, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (run.Json)
        {
            HubSnapshot snapshot = cache.List().Single(entry => entry.Folder == folder);
            run.WriteJson(json => CacheCommand.WriteSnapshot(json, snapshot));
        }
        else
        {
            await run.Out.WriteLineAsync(folder).ConfigureAwait(false);
        }
    }
}
