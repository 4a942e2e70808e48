using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands.Inspect;

/// <summary><c>vlm inspect generate</c>: the raw generation; every picture a row of one batch, or all pictures in one conversation.</summary>
internal static class InspectGenerateCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string[]> images = new("--image") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, Description = "Pictures.", HelpName = "FILE" };
        Option<string[]> prompts = new("--prompt") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, Description = "What is asked: one text for all pictures, or one for each. Default: a caption.", HelpName = "TEXT" };
        Option<string?> messages = new("--messages") { Description = "A JSON object with the messages of a conversation, to which all pictures belong.", HelpName = "FILE" };
        Option<string?> options = new("--options") { Description = "A JSON file with names of generation_config.json: max_new_tokens, num_beams, do_sample, repetition_penalty, …", HelpName = "FILE" };
        Command command = new("generate", "Shows the ids that a model generates, with their score.") { images, prompts, messages, options };
        command.Validators.Add(result =>
        {
            if (result.GetValue(messages) is not null && result.GetValue(prompts) is { Length: > 0 })
            {
                result.AddError("Give --prompt or --messages, not both.");
            }
            else if (result.GetValue(messages) is null && result.GetValue(images) is not { Length: > 0 } && result.GetValue(prompts) is not { Length: > 0 })
            {
                result.AddError("Give --image, --prompt or --messages.");
            }
        });
        CommandRun.SetBody(command, environment, async (run, parsed) =>
        {
            GenerationOptions generation = GenerationOptionsFile.Read(parsed.GetValue(options));
            string[] arguments = parsed.GetValue(images) ?? [];
            string[] paths = [.. PicturePaths.Expand(run, arguments)];
            if (arguments.Length > 0 && paths.Length == 0)
            {
                return;
            }

            VisionPrompt[] rows = Rows(paths, parsed.GetValue(prompts) ?? [], parsed.GetValue(messages));
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            generation.BatchSize = rows.Length;
            Write(run, rows, await GenerateAsync(model, rows, generation, run.CancellationToken).ConfigureAwait(false));
        });
        return command;
    }

    private static VisionPrompt[] Rows(string[] paths, string[] prompts, string? messages)
    {
        ImageInput[] pictures = [.. paths.Select(ImageInput.FromFile)];
        if (messages is not null)
        {
            return [new VisionPrompt(pictures, ConversationFile.Read(messages).Messages)];
        }

        int count = Math.Max(pictures.Length, prompts.Length);
        if ((pictures.Length > 1 && pictures.Length != count) || (prompts.Length > 1 && prompts.Length != count))
        {
            throw new InvalidInputException($"{pictures.Length} pictures came with {prompts.Length} prompts; give one prompt for all pictures, one picture for all prompts, or as many of one as of the other.");
        }

        return [.. Enumerable.Range(0, count).Select(i => new VisionPrompt(
            pictures.Length == 0 ? [] : [pictures[Math.Min(i, pictures.Length - 1)]], prompts.Length == 0 ? "" : prompts[Math.Min(i, prompts.Length - 1)]))];
    }

    private static async Task<IReadOnlyList<IReadOnlyList<GeneratedSequence>>> GenerateAsync(
        IVisionLanguageModel model, VisionPrompt[] rows, GenerationOptions options, CancellationToken cancellationToken)
    {
        if (model.GetService<ITextGenerator>() is { } generator)
        {
            return await generator.GenerateAsync(rows, options, cancellationToken).ConfigureAwait(false);
        }

        if (Array.Find(rows, row => row.Text.Length > 0 || row.Messages is not null || row.Images.Count != 1) is not null)
        {
            throw new NotSupportedException($"{model.Info.Name} captions single pictures; it takes neither --prompt nor --messages here.");
        }

        IReadOnlyList<Caption> captions = await model.CaptionAsync([.. rows.Select(row => row.Images[0])], options, cancellationToken).ConfigureAwait(false);
        return [.. captions.Select(caption => new[]
        {
            new GeneratedSequence
            {
                Text = caption.Text, Ids = caption.Ids, TokenLogProbabilities = caption.TokenLogProbabilities, LogProbability = caption.LogProbability, Score = caption.Score, FinishReason = caption.FinishReason,
            },
        })];
    }

    private static void Write(CommandRun run, VisionPrompt[] rows, IReadOnlyList<IReadOnlyList<GeneratedSequence>> texts)
    {
        string[] names = [.. rows.Select(row => string.Join(", ", row.Images.Select(image => image.Name)))];
        if (!run.Json)
        {
            TableOutput.Write(run, ["image", "text", "score", "ids"], names.Zip(texts).SelectMany(row => row.Second.Select(text =>
                new[] { row.First, text.Text, $"{text.Score:0.0000}", string.Join(' ', text.Ids) })));
            return;
        }

        run.WriteJson(json =>
        {
            json.WriteStartArray();
            foreach ((string name, IReadOnlyList<GeneratedSequence> sequences) in names.Zip(texts))
            {
                json.WriteStartObject();
                json.WriteString("image", name);
                json.WriteStartArray("sequences");
                foreach (GeneratedSequence sequence in sequences)
                {
                    json.WriteStartObject();
                    json.WriteNumbers("ids", sequence.Ids);
                    json.WriteFinite("score", (float)sequence.Score);
                    json.WriteString("text", sequence.Text);
                    json.WriteFinite("logProbability", (float)sequence.LogProbability);
                    json.WriteStartArray("logProbabilities");
                    foreach (float logProbability in sequence.TokenLogProbabilities)
                    {
                        json.WriteNumberValue(logProbability);
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
