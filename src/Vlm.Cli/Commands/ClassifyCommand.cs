using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm classify</c>: labels of the user's choice, or the image encoder's own.</summary>
internal static class ClassifyCommand
{
    private const int DefaultTop = 5;

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore();
        Option<string?> labels = new("--labels") { Description = "Labels to choose from: \"a dog, a cat\". Default: the image encoder's own classes.", HelpName = "LIST" };
        Option<string?> template = new("--template") { Description = "The sentence that a label is put into, at {}. Default: a photo of {}.", HelpName = "TEXT" };
        Option<int?> top = CountOption.Create("--top", "How many labels to give. Default: all of --labels, 5 of the encoder's own.");
        Command command = new("classify", "Labels pictures.") { images, labels, template, top };
        CommandRun.SetBody(command, environment, (run, parsed) => ClassifyAsync(
            run,
            PicturePaths.Expand(run, parsed.GetRequiredValue(images)),
            parsed.GetValue(labels) is { } list ? Labels.Split(list) : null,
            parsed.GetValue(template) ?? "a photo of {}",
            parsed.GetValue(top)));
        return command;
    }

    private static async Task ClassifyAsync(CommandRun run, IReadOnlyList<string> paths, string[]? labels, string template, int? top)
    {
        List<(string Path, IReadOnlyList<LabelScore> Labels)> labelled = [];
        if (paths.Count > 0)
        {
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            await run.WithProgressAsync("Labelling", paths.Count, async progress =>
            {
                await foreach (ItemResult<IReadOnlyList<LabelScore>> item in Each(run, model, paths, labels, template, top).ConfigureAwait(false))
                {
                    if (item.Value is { } found)
                    {
                        labelled.Add((paths[item.Index], labels is null ? found : [.. found.Take(top ?? labels.Length)]));
                    }
                    else
                    {
                        run.Fail(PictureError.Of(item.Error!));
                    }

                    progress.Report(new BatchProgress(item.Index + 1, paths.Count));
                }
            }).ConfigureAwait(false);
        }

        if (run.Json)
        {
            WriteJson(run, labelled);
        }
        else if (labelled.Count > 0)
        {
            TableOutput.Write(run, ["image", "label", "score"], labelled.SelectMany(row =>
                row.Labels.Select((label, i) => new[] { i == 0 || !run.OutIsTerminal ? row.Path : "", label.Label, $"{label.Probability * 100:0.0}%" })));
        }
    }

    private static IAsyncEnumerable<ItemResult<IReadOnlyList<LabelScore>>> Each(
        CommandRun run, IVisionLanguageModel model, IReadOnlyList<string> paths, string[]? labels, string template, int? top)
    {
        IEnumerable<ImageInput> inputs = paths.Select(ImageInput.FromFile);
        if (labels is not null)
        {
            return model.ClassifyEachAsync(inputs, labels, template, cancellationToken: run.CancellationToken);
        }

        IImageClassifier classifier = model.GetService<IImageClassifier>()
            ?? throw new NotSupportedException($"The model {model.Info.Name} has no classes of its own; give labels to choose from: --labels \"a dog, a cat\".");
        return classifier.ClassifyEachAsync(inputs, new ClassificationOptions { Top = top ?? DefaultTop }, run.CancellationToken);
    }

    private static void WriteJson(CommandRun run, List<(string Path, IReadOnlyList<LabelScore> Labels)> labelled) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach ((string path, IReadOnlyList<LabelScore> labels) in labelled)
        {
            json.WriteStartObject();
            json.WriteString("image", path);
            json.WriteStartArray("labels");
            foreach (LabelScore label in labels)
            {
                json.WriteStartObject();
                json.WriteString("text", label.Label);
                json.WriteFinite("score", label.Probability);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
