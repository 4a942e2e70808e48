using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm cache</c>: what of the hub is on this machine; whether it is whole; away with it.</summary>
internal static class CacheCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Command list = new("list", "Lists the models in the cache.");
        CommandRun.SetBody(list, environment, (run, _) => ListAsync(run));
        Argument<string?> one = new("ORG/NAME") { Description = "A repository. Default: all.", Arity = ArgumentArity.ZeroOrOne };
        Command verify = new("verify", "Compares every file in the cache with its hash.") { one };
        CommandRun.SetBody(verify, environment, (run, parsed) => VerifyAsync(run, parsed.GetValue(one)));
        Argument<string[]> gone = new("ORG/NAME") { Description = "Repositories.", Arity = ArgumentArity.OneOrMore };
        Command remove = new("remove", "Removes models from the cache.") { gone };
        CommandRun.SetBody(remove, environment, (run, parsed) => RemoveAsync(run, parsed.GetRequiredValue(gone)));
        return new Command("cache", "Shows, checks and clears the cache of hub models.") { list, verify, remove };
    }

    public static void WriteSnapshot(Utf8JsonWriter json, HubSnapshot snapshot)
    {
        json.WriteStartObject();
        json.WriteString("repository", snapshot.Repository);
        json.WriteString("commit", snapshot.Commit);
        json.WriteStrings("revisions", snapshot.Revisions);
        json.WriteString("folder", snapshot.Folder);
        json.WriteStrings("files", snapshot.Files);
        json.WriteNumber("bytes", snapshot.Bytes);
        json.WriteEndObject();
    }

    private static Task ListAsync(CommandRun run)
    {
        IReadOnlyList<HubSnapshot> snapshots = new HubCache().List();
        if (run.Json)
        {
            WriteRows(run, snapshots, WriteSnapshot);
        }
        else
        {
            TableOutput.Write(
                run, ["repository", "revision", "commit", "files", "bytes"],
                snapshots.Select(s => (string[])[s.Repository, string.Join(", ", s.Revisions), s.Commit[..12], Text(s.Files.Count), Text(s.Bytes)]));
        }

        return Task.CompletedTask;
    }

    private static async Task VerifyAsync(CommandRun run, string? repository)
    {
        IReadOnlyList<HubFileCheck> checks = [];
        await run.WithProgressAsync("Verifying", int.MaxValue, async progress =>
            checks = await new HubCache().VerifyAsync(repository, progress, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (HubFileCheck check in checks.Where(check => check.State is HubFileState.Altered or HubFileState.Missing))
        {
            run.Fail($"{check.Repository} {check.File}: {check.Detail}");
        }

        if (run.Json)
        {
            WriteRows(run, checks, WriteCheck);
        }
        else
        {
            TableOutput.Write(
                run, ["repository", "commit", "file", "state"],
                checks.Select(c => (string[])[c.Repository, c.Commit[..12], c.File, c.State.ToString().ToLowerInvariant()]));
        }
    }

    private static async Task RemoveAsync(CommandRun run, string[] repositories)
    {
        HubCache cache = new();
        List<(string Repository, long Bytes)> removed = [];
        foreach (string repository in repositories)
        {
            try
            {
                removed.Add((repository, cache.Remove(repository)));
            }
            catch (HubException e)
            {
                run.Fail(e.Message);
            }
        }

        if (run.Json)
        {
            WriteRows(run, removed, static (json, row) =>
            {
                json.WriteStartObject();
                json.WriteString("repository", row.Repository);
                json.WriteNumber("bytes", row.Bytes);
                json.WriteEndObject();
            });
            return;
        }

        foreach ((string repository, long bytes) in removed)
        {
            await run.Out.WriteLineAsync($"{repository}: {Text(bytes)} bytes freed").ConfigureAwait(false);
        }
    }

    private static void WriteCheck(Utf8JsonWriter json, HubFileCheck check)
    {
        json.WriteStartObject();
        json.WriteString("repository", check.Repository);
        json.WriteString("commit", check.Commit);
        json.WriteString("file", check.File);
        json.WriteString("state", check.State.ToString().ToLowerInvariant());
        if (check.Detail.Length > 0)
        {
            json.WriteString("detail", check.Detail);
        }

        json.WriteEndObject();
    }

    private static void WriteRows<T>(CommandRun run, IReadOnlyList<T> rows, Action<Utf8JsonWriter, T> write) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (T row in rows)
        {
            write(json, row);
        }

        json.WriteEndArray();
    });

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
