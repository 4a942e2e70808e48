using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm embed image</c> and <c>vlm embed text</c>: points of the joint space.</summary>
internal static class EmbedCommand
{
    private const int ShownComponents = 6;

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore();
        Command image = new("image", "Embeds pictures.") { images };
        CommandRun.SetBody(image, environment, (run, parsed) => EmbedImagesAsync(run, PicturePaths.Expand(run, parsed.GetRequiredValue(images))));

        Argument<string[]> texts = new("TEXT") { Arity = ArgumentArity.OneOrMore, Description = "The texts." };
        Command text = new("text", "Embeds texts.") { texts };
        CommandRun.SetBody(text, environment, (run, parsed) => EmbedTextsAsync(run, parsed.GetRequiredValue(texts)));

        return new Command("embed", "Puts pictures or texts into the space in which near means alike.") { image, text };
    }

    private static async Task EmbedImagesAsync(CommandRun run, IReadOnlyList<string> paths)
    {
        List<(string Input, Embedding Embedding)> embeddings = [];
        if (paths.Count > 0)
        {
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            await run.WithProgressAsync("Embedding", paths.Count, async progress =>
            {
                await foreach (ItemResult<Embedding> item in model.EmbedImagesEachAsync(paths.Select(ImageInput.FromFile), cancellationToken: run.CancellationToken).ConfigureAwait(false))
                {
                    if (item.Value is { } embedding)
                    {
                        embeddings.Add((paths[item.Index], embedding));
                    }
                    else
                    {
                        run.Fail(PictureError.Of(item.Error!));
                    }

                    progress.Report(new BatchProgress(item.Index + 1, paths.Count));
                }
            }).ConfigureAwait(false);
        }

        Write(run, embeddings);
    }

    private static async Task EmbedTextsAsync(CommandRun run, string[] texts)
    {
        using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        IReadOnlyList<Embedding> embeddings = await model.EmbedTextsAsync(texts, null, run.CancellationToken).ConfigureAwait(false);
        List<(string Input, Embedding Embedding)> pairs = [.. texts.Zip(embeddings)];
        foreach ((string text, Embedding embedding) in pairs)
        {
            TextWarning.IfTruncated(run, text, embedding);
        }

        Write(run, pairs);
    }

    private static void Write(CommandRun run, List<(string Input, Embedding Embedding)> embeddings)
    {
        if (!run.Json)
        {
            foreach ((string input, Embedding embedding) in embeddings)
            {
                string first = string.Join(' ', embedding.Vector[..Math.Min(ShownComponents, embedding.Dimensions)].ToArray().Select(x => $"{x:0.0000}"));
                run.Out.WriteLine($"{input}: {embedding.Dimensions} numbers, {first} … (all with --json)");
            }

            return;
        }

        run.WriteJson(json =>
        {
            json.WriteStartArray();
            foreach ((string input, Embedding embedding) in embeddings)
            {
                json.WriteStartObject();
                json.WriteString("input", input);
                json.WriteNumbers("vector", embedding.Vector.Span);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
