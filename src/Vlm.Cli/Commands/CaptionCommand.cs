using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm caption</c>: pictures in words, with the image encoder's own classes beside them.</summary>
internal static class CaptionCommand
{
    private const int Group = 8;
    private const int TagCount = 3;

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore();
        Option<int?> beams = CountOption.Create("--beams", "Beams of the search; 1 is greedy. Default: the model's own.");
        Option<int?> maxTokens = CountOption.Create("--max-tokens", "The greatest number of tokens. Default: the model's own.");
        Command command = new("caption", "Describes pictures in words.") { images, beams, maxTokens };
        CommandRun.SetBody(command, environment, (run, parsed) => CaptionAsync(
            run,
            PicturePaths.Expand(run, parsed.GetRequiredValue(images)),
            new GenerationOptions { NumBeams = parsed.GetValue(beams), MaxNewTokens = parsed.GetValue(maxTokens), BatchSize = Group }));
        return command;
    }

    private static async Task CaptionAsync(CommandRun run, IReadOnlyList<string> paths, GenerationOptions options)
    {
        List<(string Path, Caption Caption, double Milliseconds)> captions = [];
        if (paths.Count > 0)
        {
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            await run.WithProgressAsync("Captioning", paths.Count, async progress =>
            {
                await foreach (ItemResult<Caption> item in model.CaptionEachAsync(paths.Select(ImageInput.FromFile), options, run.CancellationToken).ConfigureAwait(false))
                {
                    await TakeAsync(item, model).ConfigureAwait(false);
                    progress.Report(new BatchProgress(item.Index + 1, paths.Count));
                }
            }).ConfigureAwait(false);
        }

        if (run.Json)
        {
            WriteJson(run, captions);
        }

        async Task TakeAsync(ItemResult<Caption> item, IVisionLanguageModel model)
        {
            if (item.Value is not { } caption)
            {
                run.Fail(PictureError.Of(item.Error!));
            }
            else if (run.Json)
            {
                // The timings are the group's.
                int inGroup = Math.Min(Group, paths.Count - (item.Index / Group * Group));
                captions.Add((paths[item.Index], caption, (caption.Timings?.Total.TotalMilliseconds ?? 0) / inGroup));
            }
            else
            {
                await WriteTextAsync(run, model, paths[item.Index], caption).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteTextAsync(CommandRun run, IVisionLanguageModel model, string path, Caption caption)
    {
        await run.Out.WriteLineAsync($"{path}: {caption.Text}").ConfigureAwait(false);
        if (model.GetService<IImageClassifier>() is { } classifier)
        {
            IReadOnlyList<IReadOnlyList<LabelScore>> tags = await classifier.ClassifyAsync(
                [ImageInput.FromFile(path)], new ClassificationOptions { Top = TagCount }, run.CancellationToken).ConfigureAwait(false);
            await run.Out.WriteLineAsync($"  tags: {string.Join(", ", tags[0].Select(Tag))}").ConfigureAwait(false);
        }

        if (run.Verbose && caption.Timings is { } t)
        {
            await run.Out.WriteLineAsync(
                $"  {t.Total.TotalMilliseconds:0} ms: preprocessing {t.Preprocessing.TotalMilliseconds:0}, encoding {t.Encoding.TotalMilliseconds:0}, head {t.Head.TotalMilliseconds:0}").ConfigureAwait(false);
        }
    }

    // ImageNet's classes are lists of synonyms; the first is enough here, and a comma parts the tags.
    private static LabelScore Tag(LabelScore label) => new(label.Label.Split(',')[0], label.Probability);

    private static void WriteJson(CommandRun run, List<(string Path, Caption Caption, double Milliseconds)> captions) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach ((string path, Caption caption, double milliseconds) in captions)
        {
            json.WriteStartObject();
            json.WriteString("image", path);
            json.WriteString("text", caption.Text);
            json.WriteNumbers("ids", caption.Ids);
            json.WriteFinite("logProbability", caption.LogProbability);
            json.WriteFinite("milliseconds", Math.Round(milliseconds, 3));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
