using System.CommandLine;
using System.Globalization;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;
using Vlm.Training;

namespace Vlm.Cli.Commands.Train;

/// <summary><c>vlm train</c> of one kind of head.</summary>
internal static class TrainHeadCommand
{
    public static Command Create(CommandEnvironment environment, string name, TrainingTaskKind task, string description)
    {
        Option<string> data = new("--data") { Description = "The data set: Karpathy, COCO, VQA or question-list JSON, .jsonl, .csv, or a folder of classes.", HelpName = "FILE_OR_FOLDER", Required = true };
        Option<string?> images = new("--images") { Description = "The pictures. Default: images.zip, or the folder images, beside the data.", HelpName = "FOLDER_OR_ZIP" };
        Option<string?> output = new("--out") { Description = "The folder of the model that comes out; the run is kept under it, in training.", HelpName = "FOLDER" };
        Option<string?> settings = new("--settings") { Description = "How to train; JSON. What it does not name is at the task's default.", HelpName = "FILE" };
        Option<string?> features = new("--features") { Description = "The file that keeps what the image encoder says of the pictures. Default: one under --out. Runs over the same pictures may share it; states of texts and duplicates are kept beside it.", HelpName = "FILE" };
        Option<bool> prepareOnly = new("--prepare-only") { Description = "Trains nothing: says what is in the data, with duplicates and unreadable pictures." };
        Option<bool> resume = new("--resume") { Description = "Goes on with the run in --out where it was stopped." };
        Option<string?> shots = new("--shots") { Description = "So many examples a class, such as 1,2,4,8,16: says what each number is worth, and makes the classifier of the most.", HelpName = "N,N,…" };
        Option<int?> draws = CountOption.Create("--draws", $"With --shots: how often examples are drawn. Default {FewShotTrainer.DefaultDraws}.");
        Command command = new(name, description) { data, images, output, settings, features, resume, prepareOnly };
        if (task == TrainingTaskKind.Classify)
        {
            command.Add(shots);
            command.Add(draws);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(output) is null && !result.GetValue(prepareOnly))
            {
                result.AddError("Option '--out' is required, but for --prepare-only.");
            }
        });
        shots.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && ShotsOf(text) is null)
            {
                result.AddError($"--shots takes whole numbers of at least 1 with commas between them, such as 1,2,4; found {text}.");
            }
        });
        CommandRun.SetBody(command, environment, async (run, parsed) =>
        {
            using DataSet set = DataSet.Open(parsed.GetRequiredValue(data), new DataSetOptions { Images = parsed.GetValue(images) });
            if (parsed.GetValue(prepareOnly))
            {
                await PrepareAsync(run, set).ConfigureAwait(false);
                return;
            }

            TrainingSettings defaults = TrainingDefaults.Of(task);
            TrainingRequest request = new()
            {
                Task = task,
                Data = set,
                Output = parsed.GetValue(output)!,
                Model = await ModelLocation.FindAsync(run).ConfigureAwait(false),
                Settings = parsed.GetValue(settings) is { } file ? TrainingSettingsFile.Read(file, defaults) : defaults,
                FeatureFile = parsed.GetValue(features),
                Resume = parsed.GetValue(resume),
                Log = run.Note,
            };
            if (task == TrainingTaskKind.Classify && parsed.GetValue(shots) is { } wanted)
            {
                TrainingOutput.Write(run, await FewShotTrainer.TrainAsync(request, ShotsOf(wanted)!, parsed.GetValue(draws) ?? FewShotTrainer.DefaultDraws, run.CancellationToken).ConfigureAwait(false));
                return;
            }

            TrainingResult? result = null;
            await run.WithTrainingAsync(name, async progress => result = await ModelTrainer.TrainAsync(request, progress, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            TrainingOutput.Write(run, result!);
        });
        return command;
    }

    private static async Task PrepareAsync(CommandRun run, DataSet set)
    {
        TrainingDataReport? report = null;
        await run.WithProgressAsync("Reading", set.Items.Count, async progress => report = await TrainingDataReport.CreateAsync(set, null, progress, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await run.Out.WriteAsync(run.Json ? report!.ToJson() : report!.ToText()).ConfigureAwait(false);
        await run.Out.WriteLineAsync().ConfigureAwait(false);
    }

    private static int[]? ShotsOf(string text)
    {
        List<int> shots = [];
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
            {
                return null;
            }

            shots.Add(count);
        }

        return [.. shots];
    }
}
