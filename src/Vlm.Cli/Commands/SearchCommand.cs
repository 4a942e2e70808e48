using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Search;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm search</c>: finds pictures of an index by words, by a picture, or by both.</summary>
internal static class SearchCommand
{
    private const int DefaultTop = 10;

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> index = new("INDEX") { Description = "The index file." };
        Argument<string?> text = new("TEXT") { Arity = ArgumentArity.ZeroOrOne, Description = "What to look for, in words." };
        Option<string?> image = new("--image") { Description = "A picture to look like.", HelpName = "FILE" };
        Option<int?> top = CountOption.Create("--top", "How many to find. Default 10.");
        Option<string?> html = new("--html") { Description = "Writes a page with the pictures found.", HelpName = "FILE" };
        Command command = new("search", "Finds pictures by words, by a picture, or by both.") { index, text, image, top, html };
        command.Validators.Add(result =>
        {
            if (result.GetValue(text) is null && result.GetValue(image) is null)
            {
                result.AddError("Nothing to look for: give a text, --image, or both.");
            }
        });
        CommandRun.SetBody(command, environment, (run, parsed) => SearchAsync(
            run, parsed.GetRequiredValue(index), parsed.GetValue(text), parsed.GetValue(image), parsed.GetValue(top) ?? DefaultTop, parsed.GetValue(html)));
        return command;
    }

    private static async Task SearchAsync(CommandRun run, string file, string? text, string? image, int top, string? html)
    {
        ImageIndex index = ImageIndex.Load(file, null, run.CancellationToken);
        Embedding query;
        using (IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false))
        {
            index.ThrowIfOtherModel(model.Info, file);
            query = await QueryAsync(run, model, text, image).ConfigureAwait(false);
        }

        IReadOnlyList<SearchResult> found = index.Search(query, top);
        if (html is not null)
        {
            SearchPage.Write(html, index.Folder, string.Join(" + ", new[] { text, image }.OfType<string>()), found);
        }

        if (run.Json)
        {
            WriteJson(run, found);
        }
        else
        {
            TableOutput.Write(run, ["score", "picture"], found.Select(result => new[] { $"{result.Score:0.0000}", result.Id }));
        }
    }

    private static async Task<Embedding> QueryAsync(CommandRun run, IVisionLanguageModel model, string? text, string? image)
    {
        List<Embedding> parts = [];
        if (text is not null)
        {
            parts.Add(await model.EmbedTextAsync(text, cancellationToken: run.CancellationToken).ConfigureAwait(false));
            TextWarning.IfTruncated(run, text, parts[0]);
        }

        if (image is not null)
        {
            parts.Add(await model.EmbedImageAsync(ImageInput.FromFile(image), cancellationToken: run.CancellationToken).ConfigureAwait(false));
        }

        return ImageIndex.Combine([.. parts]);
    }

    private static void WriteJson(CommandRun run, IReadOnlyList<SearchResult> found) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach (SearchResult result in found)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Id);
            json.WriteFinite("score", result.Score);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
