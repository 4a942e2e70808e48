using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect generate</c>: the raw generation, every picture a row of one batch.</summary>
internal static class InspectGenerateCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string[]> images = new("--image") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, Required = true, Description = "Pictures.", HelpName = "FILE" };
        Option<string?> options = new("--options") { Description = "A JSON file with names of generation_config.json: max_new_tokens, num_beams, length_penalty, early_stopping, suppress_tokens.", HelpName = "FILE" };
        Command command = new("generate", "Shows the ids that a model generates, with their score.") { images, options };
        CommandRun.SetBody(command, environment, async (run, parsed) =>
        {
            GenerationOptions generation = GenerationOptionsFile.Read(parsed.GetValue(options));
            IReadOnlyList<string> paths = PicturePaths.Expand(run, parsed.GetRequiredValue(images));
            if (paths.Count == 0)
            {
                return;
            }

            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            generation.BatchSize = paths.Count;
            IReadOnlyList<Caption> captions = await model.CaptionAsync([.. paths.Select(ImageInput.FromFile)], generation, run.CancellationToken).ConfigureAwait(false);
            Write(run, paths, captions);
        });
        return command;
    }

    private static void Write(CommandRun run, IReadOnlyList<string> paths, IReadOnlyList<Caption> captions)
    {
        if (!run.Json)
        {
            TableOutput.Write(run, ["image", "text", "score", "ids"], paths.Zip(captions, (path, caption) =>
                new[] { path, caption.Text, $"{caption.Score:0.0000}", string.Join(' ', caption.Ids) }));
            return;
        }

        run.WriteJson(json =>
        {
            json.WriteStartArray();
            foreach ((string path, Caption caption) in paths.Zip(captions))
            {
                json.WriteStartObject();
                json.WriteString("image", path);
                json.WriteStartArray("sequences");
                json.WriteStartObject();
                json.WriteNumbers("ids", caption.Ids);
                json.WriteFinite("score", caption.Score);
                json.WriteString("text", caption.Text);
                json.WriteFinite("logProbability", caption.LogProbability);
                json.WriteStartArray("logProbabilities");
                foreach (float logProbability in caption.TokenLogProbabilities)
                {
                    json.WriteNumberValue(logProbability);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
