using System.CommandLine;
using Vlm.Cli.Output;
using Vlm.Search;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm index</c>: builds or updates an index of a folder.</summary>
internal static class IndexCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> folder = new("FOLDER") { Description = "A folder of pictures; searched with the folders in it." };
        Option<string> output = new("--out", "-o") { Description = "The index file; updated if it exists.", HelpName = "FILE", Required = true };
        Command command = new("index", "Builds or updates an index of a folder of pictures.") { folder, output };
        CommandRun.SetBody(command, environment, (run, parsed) => IndexAsync(run, parsed.GetRequiredValue(folder), parsed.GetRequiredValue(output)));
        return command;
    }

    private static async Task IndexAsync(CommandRun run, string folder, string output)
    {
        using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        FolderIndexReport report = null!;
        await run.WithProgressAsync("Indexing", int.MaxValue, async progress =>
        {
            EmbeddingOptions options = new() { Progress = progress };
            report = await FolderIndexer.UpdateFileAsync(output, folder, model, options, run.CancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);

        // The rest of the folder is done, and the next run tries these again: named, but no failure.
        foreach (SkippedFile skipped in report.Skipped)
        {
            run.Warn($"skipped {skipped.File}: {skipped.Reason}");
        }

        if (run.Json)
        {
            WriteJson(run, report);
        }
        else
        {
            await run.Out.WriteLineAsync(
                $"{output}: {report.Added} added, {report.Updated} updated, {report.Removed} removed, {report.Unchanged} unchanged, {report.Skipped.Count} skipped").ConfigureAwait(false);
        }
    }

    private static void WriteJson(CommandRun run, FolderIndexReport report) => run.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("added", report.Added);
        json.WriteNumber("updated", report.Updated);
        json.WriteNumber("removed", report.Removed);
        json.WriteStartArray("skipped");
        foreach (SkippedFile skipped in report.Skipped)
        {
            json.WriteStartObject();
            json.WriteString("file", skipped.File);
            json.WriteString("reason", skipped.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
