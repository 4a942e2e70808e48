using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm detect</c>: labelled regions of pictures.</summary>
internal static class DetectCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> images = PictureArgument.OneOrMore();
        Option<string?> labels = new("--labels") { Description = "What to look for: \"a dog, a red car\". Default: whatever the model finds, for models that can.", HelpName = "LIST" };
        Option<float?> threshold = new("--threshold") { Description = "Regions with a higher score are given, 0 to 1. Default: the model's own, 0.1 for OWL-ViT and OWLv2.", HelpName = "SCORE" };
        threshold.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<float?>() is not (null or (>= 0 and <= 1)))
            {
                result.AddError("--threshold: expected a number from 0 to 1.");
            }
        });
        Command command = new("detect", "Finds regions of pictures and labels them.") { images, labels, threshold };
        CommandRun.SetBody(command, environment, (run, parsed) => DetectAsync(
            run,
            PicturePaths.Expand(run, parsed.GetRequiredValue(images)),
            parsed.GetValue(labels) is { } list ? Labels.Split(list) : [],
            new DetectionOptions { Threshold = parsed.GetValue(threshold) }));
        return command;
    }

    private static async Task DetectAsync(CommandRun run, IReadOnlyList<string> paths, string[] labels, DetectionOptions options)
    {
        List<(string Path, IReadOnlyList<DetectedRegion> Regions)> found = [];
        if (paths.Count > 0)
        {
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            IObjectDetector detector = Detector(model, labels);
            await run.WithProgressAsync("Detecting", paths.Count, async progress =>
            {
                await foreach (ItemResult<IReadOnlyList<DetectedRegion>> item in detector.DetectEachAsync(paths.Select(ImageInput.FromFile), labels, options, run.CancellationToken).ConfigureAwait(false))
                {
                    if (item.Value is { } regions)
                    {
                        found.Add((paths[item.Index], regions));
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
            WriteJson(run, found);
        }
        else
        {
            WriteText(run, found);
        }
    }

    private static IObjectDetector Detector(IVisionLanguageModel model, string[] labels)
    {
        IObjectDetector detector = model.GetService<IObjectDetector>()
            ?? throw new NotSupportedException($"The model {model.Info.Name} finds no regions; it can {model.Info.Capabilities}. Pass a detector with --model: OWL-ViT, OWLv2 or Florence-2.");
        return detector.NeedsLabels && labels.Length == 0
            ? throw new InvalidInputException($"The model {model.Info.Name} must be told what to look for: --labels \"a dog, a red car\".")
            : detector;
    }

    private static void WriteText(CommandRun run, List<(string Path, IReadOnlyList<DetectedRegion> Regions)> found)
    {
        foreach ((string path, IReadOnlyList<DetectedRegion> regions) in found)
        {
            run.Out.WriteLine(regions.Count == 0 ? $"{path}: nothing" : $"{path}:");
            foreach (string line in RegionOutput.Lines(regions, null))
            {
                run.Out.WriteLine(line);
            }
        }
    }

    private static void WriteJson(CommandRun run, List<(string Path, IReadOnlyList<DetectedRegion> Regions)> found) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach ((string path, IReadOnlyList<DetectedRegion> regions) in found)
        {
            json.WriteStartObject();
            json.WriteString("image", path);
            json.WriteRegions("regions", regions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
