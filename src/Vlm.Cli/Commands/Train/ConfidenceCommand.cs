using System.CommandLine;
using System.Text.Json;
using Vlm.Cli.Input;
using Vlm.Evaluation;
using Vlm.Training;

namespace Vlm.Cli.Commands.Train;

/// <summary><c>vlm train confidence</c>: teaches a model's folder how sure its captions and answers may be.</summary>
internal static class ConfidenceCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> folder = new("FOLDER") { Description = "The model's folder (with vlm.json); confidence.json is written into it and named in vlm.json." };
        Option<string> data = new("--data") { Description = "Pictures with captions in the splits train and val: Karpathy, COCO, .jsonl or .csv.", HelpName = "FILE", Required = true };
        Option<string?> images = new("--images") { Description = "The pictures. Default: images.zip, or the folder images, beside the data.", HelpName = "FOLDER_OR_ZIP" };
        Option<string?> questions = new("--questions") { Description = "Questions about the same pictures, to learn how sure answers may be. Without it the model says nothing of its answers.", HelpName = "FILE" };
        Option<string?> others = new("--others") { Description = "Pictures of other things, whose captions should be marked as unsure: they are checked, never learned from.", HelpName = "FOLDER_OR_ZIP" };
        Option<int?> trainPictures = CountOption.Create("--train-pictures", "At most so many pictures of train, which say what is usual. Default: all.");
        Option<int?> fitPictures = CountOption.Create("--fit-pictures", "At most so many pictures of val: one half is learned from, the other checked. Default: all.");
        Command command = new("confidence", "How sure a model's captions and answers may be, learned on pictures that its heads were not trained on.") { folder, data, images, questions, others, trainPictures, fitPictures };
        CommandRun.SetBody(command, environment, async (run, parsed) =>
        {
            using DataSet set = DataSet.Open(parsed.GetRequiredValue(data), new DataSetOptions { Images = parsed.GetValue(images) });
            using DataSet? asked = parsed.GetValue(questions) is { } file ? DataSet.Open(file, new DataSetOptions { Images = set.Pictures.Name }) : null;
            using IPictureSource? other = parsed.GetValue(others) is { } source ? PictureSource.Open(source) : null;
            ConfidenceOptions options = new() { Questions = asked, OtherPictures = other, TrainPictures = parsed.GetValue(trainPictures), FitPictures = parsed.GetValue(fitPictures) };
            ConfidenceReport? report = null;
            await run.WithProgressAsync("Fitting", set.Items.Count, async progress =>
                report = await ConfidenceFitting.FitAsync(parsed.GetRequiredValue(folder), set, options, progress, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
            Write(run, report!);
        });
        return command;
    }

    private static void Write(CommandRun run, ConfidenceReport report)
    {
        if (run.Json)
        {
            using JsonDocument document = JsonDocument.Parse(report.ToJson());
            run.WriteJson(json => document.RootElement.WriteTo(json));
            return;
        }

        run.Out.Write(report.ToText());
        run.Out.Flush();
    }
}
